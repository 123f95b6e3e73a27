import { sql } from "drizzle-orm";
import type { Executor } from "../../../engines/database/database.ts";
import type { Collection } from "../../collections/collection.ts";
import type { FieldValue } from "../../collections/fields/field.ts";
import { passwordOf } from "../../collections/fields/password-field.ts";
import { clause } from "../reading/clause.ts";
import { withSlots } from "../reading/select-records.ts";
import type { RecordParts } from "../record-parts.ts";
import type { RecordValues } from "../record.ts";
import { shapeOf } from "../record-shape.ts";
import { prepareRule } from "../rules.ts";
import type { Draft } from "./draft-record.ts";
import { slotAt, slotValues } from "./write-rows.ts";

/** What the rule calls the one-row table of the record that would be; no collection has such a name. */
const alias = "@proposed";

/**
 * Whether a record that does not exist yet passes a rule: the rule is judged over a table of one row, which holds the
 * values as the caller proposed them.
 */
export async function passesAsProposed(
  executor: Executor,
  parts: RecordParts,
  { collection, proposed, request }: Draft,
  rule: string,
): Promise<boolean> {
  const filter = prepareRule(parts, collection, rule, request, alias);
  if (filter === undefined) return false;
  const { fields } = shapeOf(collection);
  const statement = parts.statements.get(
    `proposal:${collection.version}:${filter.key}`,
    () => {
      const { dialect } = executor;
      const columns = fields.map(
        ({ name }, index) =>
          sql`${slotAt(index)} as ${dialect.identifier(name)}`,
      );
      const { joins, where } = filter.build(dialect);
      const table = dialect.identifier(alias);
      return sql`with ${table} as (select ${sql.join(columns, sql`, `)}) select 1 as passes from ${table}${clause("", joins)}${clause("where", where)} limit 1`;
    },
  );
  const values = slotValues(fields, asJudged(collection, proposed));
  const row = await executor.get(statement, withSlots(filter, values));
  return row !== undefined;
}

/** An id that no record has; nobody is verified before a record exists; a password that is set is not empty. */
function asJudged(
  collection: Collection,
  proposed: RecordValues,
): RecordValues {
  const values: Record<string, FieldValue> = { ...proposed };
  if (values["id"] === "") {
    values["id"] = `__temp_id__${crypto.randomUUID().replaceAll("-", "")}`;
  }
  if (collection.type === "auth") values["verified"] = false;
  for (const { name, type } of collection.fields) {
    if (type === "password" && passwordOf(values[name]).plain) {
      values[name] = { hash: "*" };
    }
  }
  return values;
}
