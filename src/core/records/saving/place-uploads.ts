import type { Transaction } from "../../../engines/database/database.ts";
import { StorageFailed } from "../../../engines/storage/storage.ts";
import type { Collection } from "../../collections/collection.ts";
import { Invalid } from "../../errors.ts";
import { fileNamesOf } from "../../files/file-names-of.ts";
import type { PlacedFiles } from "../../files/record-files.ts";
import { UploadedFile } from "../../files/uploaded-file.ts";
import type { RequestInfo } from "../../request.ts";
import type { RecordParts } from "../record-parts.ts";
import { shapeOf } from "../record-shape.ts";
import type { Draft } from "./draft-record.ts";

/** Whether a request comes with files for the collection's records. */
export function bringsFiles(
  collection: Collection,
  { body }: RequestInfo,
): boolean {
  return (
    shapeOf(collection).fileFields.length > 0 &&
    Object.values(body).some((value) =>
      Array.isArray(value)
        ? value.some((entry) => entry instanceof UploadedFile)
        : value instanceof UploadedFile,
    )
  );
}

/** The files that came along and that the record is to name: of several for a field that takes one, the last. */
export function namedUploads({
  collection,
  values,
  uploads,
}: Draft): readonly UploadedFile[] {
  if (uploads.size === 0) return [];
  const names = fileNamesOf({ collection, values });
  return names.flatMap((name) => uploads.get(name) ?? []);
}

/**
 * Runs a transaction whose record is to name these uploads: they are in their places before it begins, as others wait while
 * it lasts, and go again if it does not commit.
 *
 * @param failure what the error says if they cannot be stored
 * @throws {Invalid} they cannot
 */
export async function transactWithUploads<T>(
  { database, files, log }: RecordParts,
  target: {
    readonly collection: Collection;
    readonly id: string;
    readonly uploads: readonly UploadedFile[];
    readonly failure: string;
  },
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const { collection, id, uploads, failure } = target;
  if (uploads.length === 0) return database.transaction(work);
  let placed: PlacedFiles;
  try {
    placed = await files.place(collection, id, uploads);
  } catch (cause) {
    if (!(cause instanceof StorageFailed)) throw cause;
    log.error("uploaded files could not be stored", {
      collection: collection.name,
      error: cause,
    });
    throw new Invalid(
      `${failure} The files could not be stored.`,
      {},
      { cause },
    );
  }
  let isUndecided = true;
  try {
    return await database.transaction((tx) => {
      tx.afterCommit(() => placed.keep());
      tx.afterRollback(() => placed.undo());
      isUndecided = false;
      return work(tx);
    });
  } catch (error) {
    if (isUndecided) placed.undo();
    throw error;
  }
}
