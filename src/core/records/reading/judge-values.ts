import { type SQL, sql } from "drizzle-orm";
import type { Executor } from "../../../engines/database/database.ts";
import type { Field } from "../../collections/fields/field.ts";
import type { Collection } from "../../collections/collection.ts";
import type { PreparedFilter } from "../../filter/prepare-filter.ts";
import type { RecordParts } from "../record-parts.ts";
import type { RecordValues } from "../record.ts";
import { shapeOf } from "../record-shape.ts";
import { slotOf, slotValues } from "../saving/write-rows.ts";
import { clause } from "./clause.ts";
import { withSlots } from "./select-records.ts";

/** What filters that are to be judged so call the one-row table of the record; no collection has such a name. */
export const judgedRow = "@proposed";

/**
 * Whether a record of these values passes a filter, whatever stands in its table: the filter is judged over a table of
 * one row, which holds the values.
 *
 * @param filter prepared with `alias: judgedRow`
 * @param compares whether values are "bare", or compare with values of another type as "columns" of their type do
 */
export async function passesWithValues(
  executor: Executor,
  { statements }: RecordParts,
  collection: Collection,
  values: RecordValues,
  filter: PreparedFilter,
  compares: "bare" | "columns",
): Promise<boolean> {
  const { fields } = shapeOf(collection);
  const statement = statements.get(
    `row:${compares}:${collection.version}:${filter.key}`,
    () => {
      const { dialect } = executor;
      const columns = fields.map((typed) => {
        const slot = sql`${slotOf(typed)}`;
        const value = compares === "bare" ? slot : asColumn(typed.field, slot);
        return sql`${value} as ${dialect.identifier(typed.name)}`;
      });
      const { joins, where } = filter.build(dialect);
      const table = dialect.identifier(judgedRow);
      return sql`with ${table} as (select ${sql.join(columns, sql`, `)}) select 1 as passes from ${table}${clause("", joins)}${clause("where", where)} limit 1`;
    },
  );
  const slots = withSlots(filter, slotValues(fields, values));
  return (await executor.get(statement, slots)) !== undefined;
}

/** A number that is compared with text has to be one, as it is in a column of numbers. */
function asColumn({ type }: Field, value: SQL): SQL {
  return type === "number" ? sql`cast(${value} as numeric)` : value;
}
