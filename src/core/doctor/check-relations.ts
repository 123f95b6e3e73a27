import type { Collection } from "../collections/collection.ts";
import type { RelationField } from "../collections/fields/field.ts";
import { fieldTypeOf } from "../collections/fields/field-types.ts";
import { countOf, Examples, type Findings } from "./findings.ts";
import { quoteName, type ReadOnlyDatabase } from "./read-only-database.ts";

/** Records read at a time: between two times, the server may empty its write-ahead log. */
const pageSize = 1_000;

/**
 * Looks for records that relate to records which are not there. Fields without a column, and tables that are gone, are told
 * of elsewhere.
 *
 * @throws {SQLiteError} the records cannot be read
 */
export function checkRelations(
  database: ReadOnlyDatabase,
  collections: readonly Collection[],
  findings: Findings,
): void {
  const byId = new Map(collections.map((one) => [one.id, one]));
  const broken = new Examples();
  for (const collection of collections) {
    if (collection.type === "view") continue;
    for (const field of collection.fields) {
      if (field.type !== "relation") continue;
      const target = byId.get(field.collectionId);
      if (target === undefined || target.type === "view") continue;
      if (!hasColumn(database, collection.name, field.name)) continue;
      if (!hasColumn(database, target.name, "id")) continue;
      findBroken(database, collection, field, target, broken);
    }
  }
  findings.addAny(
    "warning",
    "broken-relations",
    (count) =>
      `${countOf(count, "relation")} of records ${count === 1 ? "leads" : "lead"} to records that are not there.`,
    "Another program has written to the database. Expanded, they give nothing; take them out of the records.",
    broken,
  );
}

function findBroken(
  database: ReadOnlyDatabase,
  { name }: Collection,
  field: RelationField,
  target: Collection,
  broken: Examples,
): void {
  const column = `page.${quoteName(field.name)}`;
  const ids = fieldTypeOf(field).isMultiple(field)
    ? `json_each(case when json_valid(${column}) then ${column} else '[]' end)`
    : `json_each(json_array(${column}))`;
  const query = `select page.id as id, related.value as value from ${quoteName(name)} page, ${ids} related
    where page.id > ? and page.id <= ? and related.value not in ('', '[]')
    and not exists (select 1 from ${quoteName(target.name)} where id = related.value)`;
  for (const [after, last] of pagesOf(database, name)) {
    for (const { id, value } of database.all(query, after, last)) {
      broken.add(
        `${name}, record ${String(id)}: ${field.name} leads to ${String(value)}`,
      );
    }
  }
}

/** The ids between which pages of a table lie, without the first and with the last. */
function* pagesOf(
  database: ReadOnlyDatabase,
  table: string,
): Generator<readonly [after: string, last: string]> {
  const query = `select max(id) as last from (select id from ${quoteName(table)} where id > ? order by id limit ${pageSize})`;
  for (let after = ""; ;) {
    const last = database.get(query, after)?.["last"] ?? undefined;
    if (last === undefined) return;
    yield [after, String(last)];
    after = String(last);
  }
}

function hasColumn(
  database: ReadOnlyDatabase,
  table: string,
  column: string,
): boolean {
  const query = "select 1 from pragma_table_info(?) where name = ?";
  return database.get(query, table, column) !== undefined;
}
