import { sql, type SQL } from "drizzle-orm";
import type { Dialect } from "../../../engines/database/dialect.ts";
import type { Field } from "../fields/field.ts";
import { fieldTypeOf } from "../fields/field-types.ts";
import { turnOf, type FieldChange } from "./compare-fields.ts";

/** A condition that holds for records with a value in the field. */
export function hasValue(dialect: Dialect, table: string, field: Field): SQL {
  const column = dialect.identifier(table, field.name);
  const { type } = field;
  if (type === "number") return sql`coalesce(${column}, 0) <> 0`;
  if (type === "bool") {
    const no = dialect.booleanLiteral(false);
    return sql`coalesce(${column}, ${no}) <> ${no}`;
  }
  if (type === "json")
    return sql`coalesce(cast(${column} as text), '') not in ('', 'null', '""', '[]', '{}')`;
  if (type === "geoPoint") {
    const part = (key: string): SQL =>
      sql`coalesce(${dialect.jsonExtract(column, [key])}, 0) <> 0`;
    return sql`(${part("lon")} or ${part("lat")})`;
  }
  return fieldTypeOf(field).isMultiple(field)
    ? sql`${dialect.jsonArrayLength(column)} > 0`
    : sql`${dialect.coalesceEmpty(column)} <> ''`;
}

/** How many values a record has in the field. */
export function valueCount(dialect: Dialect, table: string, field: Field): SQL {
  return fieldTypeOf(field).isMultiple(field)
    ? dialect.jsonArrayLength(dialect.identifier(table, field.name))
    : oneIf(hasValue(dialect, table, field));
}

/** How many of a record's values a change of the field would lose. */
export function lostCount(
  dialect: Dialect,
  table: string,
  change: FieldChange,
): SQL {
  const { before } = change;
  if (before === undefined) return sql`0`;
  const count = valueCount(dialect, table, before);
  if (change.action === "remove") return count;
  return turnOf(change) === "single"
    ? sql`(case when ${count} > 1 then ${count} - 1 else 0 end)`
    : sql`0`;
}

/** A condition that holds for records with a value that the changed field would refuse; undefined where none can be. */
export function isUnfit(
  dialect: Dialect,
  table: string,
  change: FieldChange,
): SQL | undefined {
  const { before, after } = change;
  if (before === undefined || after === undefined) return undefined;
  const reasons = [
    ...(isRequired(after) && !isRequired(before)
      ? [sql`not (${hasValue(dialect, table, before)})`]
      : []),
    ...lostChoices(dialect, table, before, after),
  ];
  return reasons.length === 0
    ? undefined
    : sql`(${sql.join(reasons, sql` or `)})`;
}

/** 1 for records that the condition holds for, otherwise 0. */
export function oneIf(condition: SQL): SQL {
  return sql`(case when ${condition} then 1 else 0 end)`;
}

function isRequired(field: Field): boolean {
  return field.type !== "autodate" && field.required;
}

function lostChoices(
  dialect: Dialect,
  table: string,
  before: Field,
  after: Field,
): readonly SQL[] {
  if (before.type !== "select" || after.type !== "select") return [];
  const kept = new Set(after.values);
  const gone = (before.values ?? []).filter((value) => !kept.has(value));
  if (gone.length === 0) return [];
  const column = dialect.identifier(table, before.name);
  const isGone = (value: SQL): SQL =>
    sql`${value} in (${sql.join(
      gone.map((one) => sql`${one}`),
      sql`, `,
    )})`;
  if (before.maxSelect <= 1) return [isGone(column)];
  return after.maxSelect <= 1
    ? [isGone(dialect.schema.lastOf(column))]
    : [
        sql`exists (select 1 from ${dialect.jsonEach(column, "entry")} where ${isGone(dialect.identifier("entry", "value"))})`,
      ];
}
