import { sql } from "drizzle-orm";
import type { Executor } from "../../engines/database/database.ts";
import type { Collection, ViewCollection } from "../collections/collection.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import { sourceOfViewField } from "../collections/views/view-column-source.ts";
import { listOf } from "../records/record-shape.ts";
import type { Records } from "../records/records.ts";

/** The record that holds a file. */
export interface FileOwner {
  readonly collection: Collection;
  readonly id: string;
}

/**
 * The record whose file a view's record shows; undefined when there is none any more.
 *
 * @param recordId  the view's, which often is the owner's
 * @param fieldName the view's
 */
export async function ownerOfViewFile(
  parts: {
    readonly database: Executor;
    readonly collections: CollectionLookup;
    readonly records: Pick<Records, "find">;
  },
  view: ViewCollection,
  recordId: string,
  fieldName: string,
  fileName: string,
): Promise<FileOwner | undefined> {
  const { database, collections, records } = parts;
  const source = sourceOfViewField(collections, view, fieldName);
  if (source === undefined) return undefined;
  const { collection, field } = source;

  const namesake = await records.find(collection, recordId);
  if (listOf(namesake?.values[field.name]).includes(fileName)) {
    return { collection, id: recordId };
  }
  const { dialect } = database;
  const names = dialect.jsonEach(
    dialect.identifier(collection.name, field.name),
    "listed",
  );
  const found = await database.get<{ id: string }>(
    sql`select ${dialect.identifier(collection.name, "id")} as id from ${dialect.identifier(collection.name)} where exists (select 1 from ${names} where ${dialect.identifier("listed", "value")} = ${fileName}) limit 1`,
  );
  return found && { collection, id: found.id };
}
