import { type SQL, sql } from "drizzle-orm";
import type {
  Executor,
  Row,
  SlotValues,
} from "../../../engines/database/database.ts";
import type { Dialect } from "../../../engines/database/dialect.ts";
import type { Collection } from "../../collections/collection.ts";
import type { FilterSql, PreparedFilter } from "../../filter/prepare-filter.ts";
import type { RecordParts } from "../record-parts.ts";
import type { StoredRecord } from "../record.ts";
import { readRecord, shapeOf } from "../record-shape.ts";
import { allOf, clause } from "./clause.ts";

const idSlot = sql.placeholder("record_id");
const idsSlot = sql.placeholder("record_ids");

/** `select` of these columns of the collection's table, with what a filter joins and demands. */
export function selectFrom(
  dialect: Dialect,
  collection: Collection,
  columns: readonly string[],
  filter: FilterSql | undefined,
  condition?: SQL,
): SQL {
  const table = dialect.identifier(collection.name);
  const list = sql.join(
    columns.map((column) => dialect.identifier(collection.name, column)),
    sql`, `,
  );
  const where = clause("where", allOf(condition, filter?.where));
  const joins = clause("", filter?.joins);
  // Joined rows multiply a record. All its columns are selected or its id is, so that equal rows are one record's.
  const distinct = filter?.distinct === true ? sql`distinct ` : sql.empty();
  return sql`select ${distinct}${list} from ${table}${joins}${where}`;
}

/** The row of one record that passes the filter, with these columns; `shape` names them in the cache. */
export function selectById(
  executor: Executor,
  { statements }: RecordParts,
  collection: Collection,
  id: string,
  columns: readonly string[],
  shape: string,
  filter: PreparedFilter | undefined,
): Promise<Row | undefined> {
  const statement = statements.get(
    `id:${collection.version}:${shape}:${filter?.key ?? ""}`,
    () => {
      const { dialect } = executor;
      const isIt = sql`${dialect.identifier(collection.name, "id")} = ${idSlot}`;
      const built = filter?.build(dialect);
      return sql`${selectFrom(dialect, collection, columns, built, isIt)} limit 1`;
    },
  );
  return executor.get(statement, withSlots(filter, { record_id: id }));
}

/** The rows of the records among `ids` that pass the filter, in no order. */
export function selectByIds(
  executor: Executor,
  { statements }: RecordParts,
  collection: Collection,
  ids: readonly string[],
  columns: readonly string[],
  shape: string,
  filter: PreparedFilter | undefined,
): Promise<Row[]> {
  const statement = statements.get(
    `ids:${collection.version}:${shape}:${filter?.key ?? ""}`,
    () => {
      const { dialect } = executor;
      const isOne = sql`${dialect.identifier(collection.name, "id")} in ${listedIds(dialect)}`;
      return selectFrom(
        dialect,
        collection,
        columns,
        filter?.build(dialect),
        isOne,
      );
    },
  );
  const values = { record_ids: JSON.stringify(ids) };
  return executor.all(statement, withSlots(filter, values));
}

/** A subquery of the ids in the slot `record_ids`, which holds a JSON array: one statement for any number of ids. */
export function listedIds(dialect: Dialect): SQL {
  const wanted = dialect.jsonEach(sql`${idsSlot}`, "wanted");
  return sql`(select ${dialect.identifier("wanted", "value")} from ${wanted})`;
}

/** The whole record, whoever may see it. */
export async function findRecord(
  executor: Executor,
  parts: RecordParts,
  collection: Collection,
  id: string,
): Promise<StoredRecord | undefined> {
  const row = await selectById(
    executor,
    parts,
    collection,
    id,
    shapeOf(collection).columns,
    "all",
    undefined,
  );
  return row === undefined ? undefined : readRecord(collection, row);
}

/** Whether the stored record passes the filter. */
export async function passesFilter(
  executor: Executor,
  parts: RecordParts,
  collection: Collection,
  id: string,
  filter: PreparedFilter,
): Promise<boolean> {
  const row = await selectById(
    executor,
    parts,
    collection,
    id,
    ["id"],
    "exists",
    filter,
  );
  return row !== undefined;
}

/** The filter's values and ours. */
export function withSlots(
  filter: PreparedFilter | undefined,
  values: SlotValues,
): SlotValues {
  return filter === undefined ? values : { ...filter.values, ...values };
}
