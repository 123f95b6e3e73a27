import { ClientResponseError, type CollectionModel } from "pocketbase";
import { fileEntries } from "../../inputs/files/file-entries.ts";
import type { SavedEvent } from "../record-editor-props.ts";
import type { Editing, EditingActions } from "../use-editing.ts";
import {
  editedFields,
  type FieldValues,
  isMultiple,
  valuesOf,
} from "../values/field-values.ts";
import { recordBody, wantedFileOrder } from "../values/record-body.ts";
import {
  createTagged,
  fetchTagged,
  type SaveOptions,
  type TaggedRecord,
  updateTagged,
} from "./tagged-record.ts";

/** What has become of an attempt to save. */
export type SaveOutcome =
  | {
      readonly kind: "saved";
      readonly saved: TaggedRecord;
      readonly event: SavedEvent;
      /** What was sent. */
      readonly sent: FieldValues;
    }
  /** It was changed elsewhere in ways that somebody has to decide about; nothing is saved. */
  | { readonly kind: "conflict"; readonly known: TaggedRecord }
  /** It was deleted elsewhere. */
  | { readonly kind: "gone" };

/** Attempts at saving a record that somebody else keeps changing. */
const mostTries = 5;

/**
 * Saves what is edited, if the record is still what it was when the edits began; if not, what was changed elsewhere is taken
 * over first.
 *
 * @throws {ClientResponseError} the server refuses it
 */
export async function saveRecord({
  collection,
  known: start,
  editing,
  options,
}: {
  readonly collection: CollectionModel;
  /** Undefined for a new record. */
  readonly known: TaggedRecord | undefined;
  readonly editing: Pick<EditingActions, "merge"> & {
    readonly current: () => Editing;
  };
  readonly options: SaveOptions;
}): Promise<SaveOutcome> {
  let known = start;
  for (let tries = 1; ; tries++) {
    const { base, values, conflicts } = editing.current();
    if (known !== undefined && Object.keys(conflicts).length > 0) {
      return { kind: "conflict", known };
    }
    const body = recordBody(collection, base, values);
    try {
      const event = known === undefined ? "created" : "updated";
      const first = await send(collection, known, body, options);
      const saved = await orderFiles(collection, values, first);
      return { kind: "saved", saved, event, sent: values };
    } catch (error) {
      const isChanged = isStatus(error, 412) && tries < mostTries;
      if (known === undefined || !(isChanged || isStatus(error, 404))) {
        throw error;
      }
      const newest = await fetchIfThere(collection.id, known.record.id);
      if (newest === undefined) return { kind: "gone" };
      if (!isChanged) throw error;
      known = newest;
      editing.merge(valuesOf(collection, newest.record));
    }
  }
}

/** The record as it is now; undefined if it is gone. */
export async function fetchIfThere(
  collection: string,
  id: string,
): Promise<TaggedRecord | undefined> {
  try {
    return await fetchTagged(collection, id);
  } catch (error) {
    if (isStatus(error, 404)) return undefined;
    throw error;
  }
}

function send(
  { id: collection }: CollectionModel,
  known: TaggedRecord | undefined,
  body: object,
  options: SaveOptions,
): Promise<TaggedRecord> {
  if (known === undefined) return createTagged(collection, body, options);
  const { record, tag } = known;
  return updateTagged({ collection, id: record.id }, body, tag, options);
}

/** Puts new files where they were put among the old ones. */
async function orderFiles(
  collection: CollectionModel,
  values: FieldValues,
  saved: TaggedRecord,
): Promise<TaggedRecord> {
  const { record, tag } = saved;
  const entries = editedFields(collection)
    .filter((field) => field.type === "file" && isMultiple(field))
    .flatMap(({ name }) => {
      const names = (record[name] ?? []) as readonly string[];
      const wanted = wantedFileOrder(fileEntries(values[name]), names);
      return wanted === undefined ? [] : [[name, wanted] as const];
    });
  if (entries.length === 0) return saved;
  const target = { collection: collection.id, id: record.id };
  return updateTagged(target, Object.fromEntries(entries), tag, {}).catch(
    (error: unknown) => {
      // Everything is saved; somebody has just changed the record, and their order stands.
      if (isStatus(error, 412)) return saved;
      throw error;
    },
  );
}

function isStatus(error: unknown, status: number): boolean {
  return error instanceof ClientResponseError && error.status === status;
}
