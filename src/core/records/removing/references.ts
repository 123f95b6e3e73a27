import { sql } from "drizzle-orm";
import type { Executor } from "../../../engines/database/database.ts";
import type { Collection } from "../../collections/collection.ts";
import type { RelationField } from "../../collections/fields/field.ts";
import { fieldTypeOf } from "../../collections/fields/field-types.ts";
import type { CollectionLookup } from "../../collections/lookup.ts";
import { selectFrom } from "../reading/select-records.ts";
import type { RecordParts } from "../record-parts.ts";
import type { StoredRecord } from "../record.ts";
import { readRecord, shapeOf } from "../record-shape.ts";

/** A relation field that points at a collection, and the collection that has it. */
export interface Reference {
  readonly collection: Collection;
  readonly field: RelationField;
}

/** The relation fields that point at a collection, by the names of their collections, so that the order is always the same. */
export function findReferences(
  collections: CollectionLookup,
  target: Collection,
): readonly Reference[] {
  const references: Reference[] = [];
  for (const collection of collections.all()) {
    if (collection.type === "view") continue;
    for (const field of collection.fields) {
      if (field.type === "relation" && field.collectionId === target.id) {
        references.push({ collection, field });
      }
    }
  }
  return references.sort((a, b) =>
    a.collection.name < b.collection.name ? -1 : 1,
  );
}

/** Some of the records, at most `limit`, that point at this one through a field. */
export async function findReferring(
  executor: Executor,
  { statements }: RecordParts,
  { collection, field }: Reference,
  id: string,
  limit: number,
): Promise<readonly StoredRecord[]> {
  const statement = statements.get(
    `referring:${collection.version}:${field.name}`,
    () => {
      const { dialect } = executor;
      const column = dialect.identifier(collection.name, field.name);
      const target = sql`${sql.placeholder("record_id")}`;
      const points = fieldTypeOf(field).isMultiple(field)
        ? sql`exists (select 1 from ${dialect.jsonEach(column, "entry")} where ${dialect.identifier("entry", "value")} = ${target})`
        : sql`${column} = ${target}`;
      const { columns } = shapeOf(collection);
      return sql`${selectFrom(dialect, collection, columns, undefined, points)} limit +${sql.placeholder("page_limit")}`;
    },
  );
  const rows = await executor.all(statement, {
    record_id: id,
    page_limit: limit,
  });
  return rows.map((row) => readRecord(collection, row));
}
