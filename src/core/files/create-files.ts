import type { Bus } from "../../engines/bus/bus.ts";
import type { Executor } from "../../engines/database/database.ts";
import { issueToken } from "../auth/tokens/tokens.ts";
import type { Collection } from "../collections/collection.ts";
import type { FileField } from "../collections/fields/field.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import { NotFound, Unauthorized } from "../errors.ts";
import type { Hooks } from "../hooks/hooks.ts";
import type { Logger } from "../logs/logger.ts";
import { listOf } from "../records/record-shape.ts";
import type { StoredRecord } from "../records/record.ts";
import type { Records } from "../records/records.ts";
import type { RequestInfo } from "../request.ts";
import type { Settings } from "../settings/settings.ts";
import { fileKey, thumbsPrefix } from "./file-keys.ts";
import type { FileStorage } from "./file-storage.ts";
import type { Files, OpenedFile } from "./files.ts";
import { findStoredFile, type StoredFile } from "./find-stored-file.ts";
import { createKnownFiles, type KnownFile } from "./known-files.ts";
import { mayReadProtected } from "./protected-file.ts";
import { createSmallContents } from "./small-contents.ts";
import { allowsThumb } from "./thumbs/thumb-size.ts";
import { createThumbs } from "./thumbs/thumbs.ts";
import { ownerOfViewFile } from "./view-file.ts";

/** What reading files works with. */
export interface FilesParts {
  readonly database: Executor;
  readonly bus: Bus;
  readonly storage: FileStorage;
  readonly collections: CollectionLookup;
  readonly records: Records;
  readonly hooks: Hooks;
  readonly settings: Settings;
  readonly log: Logger;
}

type FoundFile = KnownFile & Pick<StoredFile, "isLeaving">;

export function createFiles(parts: FilesParts): Files {
  const { records, hooks } = parts;
  const known = createKnownFiles(parts.bus);
  const thumbs = createThumbs(parts);
  const small = createSmallContents();

  function openedFile(
    { storage, details }: StoredFile,
    name: string,
    isProvisional: boolean,
  ): OpenedFile {
    const { key } = details;
    let whole: Blob | undefined;
    return {
      ...details,
      name,
      isProvisional,
      async read(range) {
        whole ??= await small.read(storage, details);
        if (whole === undefined) {
          const contents = await storage.read(key, range);
          // Says where the contents are, and has them read each time that they are sent.
          if (range === undefined && contents instanceof Blob) whole = contents;
          return contents;
        }
        return range === undefined
          ? whole
          : whole.slice(range.start, range.end);
      },
    };
  }

  function found(
    field: FileField,
    stored: StoredFile,
    name: string,
    without?: { readonly kind: "never" | "later"; readonly reason: string },
  ): FoundFile {
    return {
      field,
      key: stored.details.key,
      opened: openedFile(stored, name, without?.kind === "later"),
      thumbError: without?.reason,
      isLeaving: stored.isLeaving,
    };
  }

  /** Judges who asks, and finds what there is. */
  async function find(
    collection: Collection,
    recordId: string,
    name: string,
    wanted: { readonly thumb: string; readonly token: string },
    request: RequestInfo,
  ): Promise<FoundFile> {
    const record = await records.find(collection, recordId);
    const field = record && fileFieldOf(record, name);
    if (record === undefined || field === undefined) throw new NotFound();
    if (
      field.protected &&
      !(await mayReadProtected(parts, record, wanted.token, request))
    ) {
      throw new NotFound();
    }
    const owner =
      collection.type === "view"
        ? await ownerOfViewFile(parts, collection, recordId, field.name, name)
        : record;
    if (owner === undefined) throw new NotFound();

    const place = [owner.collection.id, owner.id, name] as const;
    const original = await findStoredFile(parts, fileKey(...place));
    const { thumb } = wanted;
    if (thumb === "") return found(field, original, name);
    const thumbName = `${thumb}_${name}`;
    const made = allowsThumb(field, thumb)
      ? await thumbs.find(
          original.storage,
          original.details,
          thumbsPrefix(...place) + thumbName,
          thumb,
        )
      : ({ kind: "never", reason: "the field has no such thumbs" } as const);
    return made.kind === "found"
      ? found(field, { ...original, details: made.thumb }, thumbName)
      : found(field, original, name, made);
  }

  return {
    get thumbsInTheMaking() {
      return thumbs.inTheMaking;
    },
    async open(collection, recordId, name, wanted, request) {
      const wish = `${wanted.thumb}\n${name}`;
      let file = known.get(collection, recordId, wish);
      if (file === undefined) {
        const { moment } = known;
        const looked = await find(collection, recordId, name, wanted, request);
        file = looked;
        const { thumb } = wanted;
        const mayBeKnown =
          // Of sizes that clients make up, any number would have to be kept.
          (thumb === "" || allowsThumb(file.field, thumb)) &&
          collection.type !== "view" &&
          !file.field.protected &&
          !file.opened.isProvisional &&
          !looked.isLeaving;
        if (mayBeKnown) known.set(collection, recordId, wish, file, moment);
      }
      const { field, key, opened, thumbError } = file;
      const event = {
        collection,
        recordId,
        field,
        request,
        servedKey: key,
        servedName: opened.name,
        thumbError,
      };
      return hooks.onFileDownloadRequest.run(event, async () => {
        const { servedKey, servedName } = event;
        if (servedKey === key && servedName === opened.name) return opened;
        const stored = await findStoredFile(parts, servedKey);
        return openedFile(stored, servedName, opened.isProvisional);
      });
    },

    async issueToken(request) {
      const { viewer } = request;
      const record = viewer.kind === "guest" ? undefined : viewer.record;
      if (record?.collection.type !== "auth") throw new Unauthorized();
      const token = issueToken(record.collection, record, "file");
      const event = { record, request, token };
      return hooks.onFileTokenRequest.run(event, () =>
        Promise.resolve(event.token),
      );
    },
  };
}

/** The field that names the file, exactly as it is asked for. */
function fileFieldOf(
  { collection, values }: StoredRecord,
  name: string,
): FileField | undefined {
  for (const field of collection.fields) {
    if (field.type === "file" && listOf(values[field.name]).includes(name)) {
      return field;
    }
  }
  return undefined;
}
