import { sql, type SQL } from "drizzle-orm";
import type { Dialect } from "../../../engines/database/dialect.ts";
import type { Collection } from "../collection.ts";
import { fieldTypeOf } from "../fields/field-types.ts";
import type { Field } from "../fields/field.ts";
import { unreachable } from "../../filter/unreachable.ts";
import { buildColumn, type Index } from "../indexes.ts";
import { countIn, type Counting } from "./counting.ts";

/**
 * Counts the records that would have, under a unique index, what another one has.
 *
 * @param before undefined for a collection that has no records yet
 * @param index  of those that an empty table takes
 * @returns null when it takes too long
 * @throws {Error} the index cannot be made of some record
 */
export async function countDuplicates(
  counting: Counting,
  before: Collection | undefined,
  after: Collection,
  index: Index,
): Promise<number | null> {
  if (before === undefined || before.type === "view") return 0;
  const keys = index.columns.map((column) =>
    sql.raw(buildColumn({ ...column, sort: "" })),
  );
  const conditions = [
    // To a unique index, nulls differ from each other.
    ...index.columns.map(
      (column) =>
        sql`${sql.raw(buildColumn({ ...column, sort: "", collate: "" }))} is not null`,
    ),
    ...(index.where === "" ? [] : [sql`(${sql.raw(index.where)})`]),
  ];
  const table = shapedTable(counting.dialect, before, after);
  const groups = sql`select count(*) as size from ${table} where ${sql.join(conditions, sql` and `)} group by ${sql.join(keys, sql`, `)} having count(*) > 1`;
  const row = await counting.row(
    sql`select sum(size) as duplicates from (${groups}) as groups`,
  );
  return countIn(row, "duplicates");
}

/** The records as the changed table would have them, for the expressions of an index to read. */
function shapedTable(
  dialect: Dialect,
  before: Collection,
  after: Collection,
): SQL {
  const known = new Map(before.fields.map((field) => [field.id, field]));
  const columns = after.fields.map((field) => {
    const old = known.get(field.id);
    const value =
      old === undefined
        ? initialValue(dialect, field)
        : convertedValue(dialect, before.name, old, field);
    return sql`${value} as ${sql.identifier(field.name)}`;
  });
  return sql`(select ${sql.join(columns, sql`, `)} from ${sql.identifier(before.name)}) as shaped`;
}

function convertedValue(
  dialect: Dialect,
  table: string,
  old: Field,
  field: Field,
): SQL {
  const column = dialect.identifier(table, old.name);
  const isList = fieldTypeOf(field).isMultiple(field);
  if (fieldTypeOf(old).isMultiple(old) === isList) return column;
  return isList
    ? dialect.schema.arrayOf(column)
    : dialect.schema.lastOf(column);
}

/** What the records that are there have in a new column. */
function initialValue(dialect: Dialect, field: Field): SQL {
  const { kind, defaultJson = "null" } = fieldTypeOf(field).column(field);
  switch (kind) {
    case "number":
      return sql`0`;
    case "boolean":
      return dialect.booleanLiteral(false);
    case "json":
      return defaultJson === "null" ? sql`null` : sql`${defaultJson}`;
    case "text":
    case "id":
      return sql`''`;
    default:
      return unreachable(kind);
  }
}
