import { sql } from "drizzle-orm";
import type { Executor, SqlValue } from "../../../engines/database/database.ts";
import type { Collection } from "../../collections/collection.ts";
import type { RecordParts } from "../record-parts.ts";
import type { RecordValues, StoredRecord } from "../record.ts";
import { shapeOf, type TypedField, writeValue } from "../record-shape.ts";

/** Inserts the record's row. @throws {ConstraintError} */
export async function insertRow(
  executor: Executor,
  { statements }: RecordParts,
  collection: Collection,
  values: RecordValues,
): Promise<void> {
  const { fields } = shapeOf(collection);
  const statement = statements.get(`insert:${collection.version}`, () => {
    const { dialect } = executor;
    const columns = fields.map(({ name }) => dialect.identifier(name));
    const slots = fields.map((typed) => sql`${slotOf(typed)}`);
    return sql`insert into ${dialect.identifier(collection.name)} (${sql.join(columns, sql`, `)}) values (${sql.join(slots, sql`, `)})`;
  });
  await executor.run(statement, slotValues(fields, values));
}

/** Writes the columns that differ from the stored record. @throws {ConstraintError} */
export async function updateRow(
  executor: Executor,
  { statements }: RecordParts,
  { collection, id, values: before }: StoredRecord,
  values: RecordValues,
): Promise<void> {
  const changed = shapeOf(collection).fields.filter(
    (typed) => writeValue(typed, values) !== writeValue(typed, before),
  );
  if (changed.length === 0) return;
  const key = changed.map(({ name }) => name).join();
  const statement = statements.get(
    `update:${collection.version}:${key}`,
    () => {
      const { dialect } = executor;
      const settings = changed.map(
        (typed) => sql`${dialect.identifier(typed.name)} = ${slotOf(typed)}`,
      );
      return sql`update ${dialect.identifier(collection.name)} set ${sql.join(settings, sql`, `)} where ${dialect.identifier("id")} = ${sql.placeholder("record_id")}`;
    },
  );
  await executor.run(statement, {
    ...slotValues(changed, values),
    record_id: id,
  });
}

/** Deletes the record's row. Returns whether there was one. */
export async function deleteRow(
  executor: Executor,
  { statements }: RecordParts,
  { collection, id }: StoredRecord,
): Promise<boolean> {
  const statement = statements.get(`delete:${collection.version}`, () => {
    const { dialect } = executor;
    return sql`delete from ${dialect.identifier(collection.name)} where ${dialect.identifier("id")} = ${sql.placeholder("record_id")}`;
  });
  const { changes } = await executor.run(statement, { record_id: id });
  return changes > 0;
}

/** The slot of a field's value. */
export function slotOf({ slot }: TypedField) {
  return sql.placeholder(slot);
}

/** What the slots of these fields hold for a record of these values. */
export function slotValues(
  fields: readonly TypedField[],
  values: RecordValues,
): Record<string, SqlValue> {
  const slots: Record<string, SqlValue> = {};
  for (const typed of fields) slots[typed.slot] = writeValue(typed, values);
  return slots;
}
