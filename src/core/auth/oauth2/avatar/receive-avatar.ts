import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { AuthCollection } from "../../../collections/collection.ts";
import { fileField } from "../../../collections/fields/file-field.ts";
import type { CollectionLookup } from "../../../collections/lookup.ts";
import type { RecordFiles } from "../../../files/record-files.ts";
import type { UploadedFile } from "../../../files/uploaded-file.ts";
import type { Logger } from "../../../logs/logger.ts";
import type { ExternalUser } from "../provider.ts";
import { type AvatarLimits, downloadAvatar } from "./download-avatar.ts";

/** What fetching a picture works with. */
export interface AvatarParts {
  readonly collections: CollectionLookup;
  readonly recordFiles: RecordFiles;
  readonly log: Logger;
  readonly avatarLimits?: AvatarLimits;
}

/**
 * Fetches the picture of someone new for the field of files that the collection keeps it in. Not for inside a transaction;
 * to be discarded in the end.
 *
 * @returns undefined when there is none or the field would not take it: nobody is turned away for the sake of a picture.
 *   Why, is in the log
 */
export async function receiveAvatar(
  parts: AvatarParts,
  collection: AuthCollection,
  user: ExternalUser,
): Promise<UploadedFile | undefined> {
  const { collections, recordFiles, log } = parts;
  const field = collection.field.get(collection.oauth2.mappedFields.avatarURL);
  if (field?.type !== "file" || user.avatarURL === "") return undefined;
  const avatar = await downloadAvatar(
    user.avatarURL,
    log,
    parts.avatarLimits ?? {},
  );
  if (avatar === undefined) return undefined;
  const path = join(recordFiles.temporaryFolder, crypto.randomUUID());
  try {
    await mkdir(recordFiles.temporaryFolder, { recursive: true, mode: 0o700 });
    await Bun.write(path, avatar.bytes);
    const file = await recordFiles.receive({
      path,
      originalName: avatar.name,
      size: avatar.bytes.byteLength,
    });
    const refusal = await fileField.validate(field, file.name, {
      collection,
      previous: undefined,
      isNew: true,
      collections,
      uploads: new Map([[file.name, file]]),
      countExisting: () => Promise.resolve(0),
      idTaken: () => Promise.resolve(false),
    });
    if (refusal === undefined) return file;
    log.warn("an OAuth2 avatar does not fit its field", {
      collection: collection.name,
      field: field.name,
      reason: refusal.message,
    });
  } catch (error) {
    log.warn("an OAuth2 avatar could not be kept", { error });
  }
  await recordFiles.discard([{ path }]);
  return undefined;
}
