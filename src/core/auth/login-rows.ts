import type { Collection } from "../collections/collection.ts";
import { timeOf } from "../collections/fields/date-time.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import { NotFound } from "../errors.ts";
import type { Records } from "../records/records.ts";
import type { StoredRecord } from "../records/record.ts";
import { textOf } from "../records/record-shape.ts";
import { serverRequest } from "../request.ts";
import type { AuthRowCollection } from "../records/saving/auth-rows.ts";

/** The collection of these rows. It is there in every data folder. */
export function loginRows(
  collections: CollectionLookup,
  name: AuthRowCollection,
): Collection {
  const collection = collections.find(name);
  if (collection === undefined)
    throw new Error(`the ${name} collection is missing`);
  return collection;
}

/** What says whose a row is. */
export function ownerColumns(
  collection: Collection,
  recordId: string,
): { readonly collectionRef: string; readonly recordRef: string } {
  return { collectionRef: collection.id, recordRef: recordId };
}

/** When the row was made, in milliseconds since 1970; NaN if that cannot be read. */
export function createdAt(row: StoredRecord): number {
  return timeOf(textOf(row.values["created"]));
}

/** Whether a row that is good for so many seconds is no longer. One that does not say when it was made is not. */
export function isExpired(row: StoredRecord, seconds: number): boolean {
  return !(Date.now() - createdAt(row) <= seconds * 1000);
}

/** Deletes the row. Of several at the same time, one is told true: so what is good for one use is used once. */
export async function removeRow(
  records: Records,
  row: StoredRecord,
): Promise<boolean> {
  try {
    await records.remove(row.collection, row.id, serverRequest);
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}
