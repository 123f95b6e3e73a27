import { sql } from "drizzle-orm";
import type { Executor } from "../../../engines/database/database.ts";
import type { Dialect } from "../../../engines/database/dialect.ts";
import type { Collection } from "../../collections/collection.ts";
import { fieldTypeOf } from "../../collections/fields/field-types.ts";
import type { RelationField } from "../../collections/fields/field.ts";
import { listedIds } from "../reading/select-records.ts";
import type { RecordParts } from "../record-parts.ts";

/** No more back-relations of one record are expanded. */
const maxBackRelations = 1000;

/**
 * Which records of a collection point at each of these ids, in the order in which they were made. One query for all
 * ids; rules are not judged here.
 */
export async function findBackRelations(
  executor: Executor,
  { statements }: RecordParts,
  collection: Collection,
  field: RelationField,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const statement = statements.get(
    `via:${collection.version}:${field.name}`,
    () => compose(executor.dialect, collection, field),
  );
  const rows = await executor.all<{ target: string; id: string }>(statement, {
    record_ids: JSON.stringify(ids),
  });
  const found = new Map<string, string[]>();
  for (const { target, id } of rows) {
    const list = found.get(target);
    if (list === undefined) found.set(target, [id]);
    else list.push(id);
  }
  return found;
}

function compose(
  dialect: Dialect,
  collection: Collection,
  field: RelationField,
) {
  const table = dialect.identifier(collection.name);
  const id = dialect.identifier(collection.name, "id");
  const column = dialect.identifier(collection.name, field.name);
  const isMultiple = fieldTypeOf(field).isMultiple(field);
  const target = isMultiple ? dialect.identifier("entry", "value") : column;
  const entries = isMultiple
    ? sql`, ${dialect.jsonEach(column, "entry")}`
    : sql.empty();
  const order =
    collection.type === "view"
      ? sql.empty()
      : sql` order by ${dialect.insertionOrder(collection.name)}`;
  const numbered = sql`select ${target} as target, ${id} as id, row_number() over (partition by ${target}${order}) as place
    from ${table}${entries} where ${target} in ${listedIds(dialect)}`;
  return sql`select target, id from (${numbered}) as numbered where place <= ${maxBackRelations} order by target, place`;
}
