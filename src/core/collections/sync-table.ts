import { sql, type SQL } from "drizzle-orm";
import type { Transaction } from "../../engines/database/database.ts";
import { Invalid, type FieldError } from "../errors.ts";
import type { Collection } from "./collection.ts";
import type { Field } from "./fields/field.ts";
import { fieldTypeOf } from "./fields/field-types.ts";
import { buildIndex, parseIndex } from "./indexes.ts";
import { randomLowercase } from "./random-text.ts";
import { changeSchema } from "./schema-error.ts";
import { invalidIndex } from "./validation/validate-indexes.ts";

/**
 * Makes the table of records what the collection says, with the records that are in it: columns follow their field's
 * id through renames, and their values through a change from one to many.
 *
 * @param previous as the table is now; undefined if there is none yet
 * @throws {SchemaError} the database refuses
 * @throws {Invalid} it refuses an index
 */
export async function syncTable(
  tx: Transaction,
  collection: Collection,
  previous: Collection | undefined,
): Promise<void> {
  if (previous === undefined || !(await hasTable(tx, previous.name))) {
    await createTable(tx, collection);
    await createIndexes(tx, collection);
    return;
  }
  const needsIndexes = !hasSameColumnsAndIndexes(collection, previous);
  if (needsIndexes) await dropIndexes(tx, previous);
  await renameTable(tx, collection, previous);
  await syncColumns(tx, collection, previous);
  await convertValues(tx, collection, previous);
  if (needsIndexes) await createIndexes(tx, collection);
}

/** Drops the table with all records. */
export async function dropTable(tx: Transaction, name: string): Promise<void> {
  await changeSchema(tx, sql`drop table if exists ${sql.identifier(name)}`);
}

/** Runs the work while there are no views, which would otherwise hold on to the columns that it moves. */
export async function withoutViews(
  tx: Transaction,
  work: () => Promise<void>,
): Promise<void> {
  const views = await tx.all<{ name: string; sql: string }>(
    tx.dialect.schema.views(),
  );
  for (const { name } of views)
    await changeSchema(tx, sql`drop view ${sql.identifier(name)}`);
  await work();
  for (const view of views) await changeSchema(tx, sql.raw(view.sql));
}

async function hasTable(tx: Transaction, name: string): Promise<boolean> {
  return (await tx.get(tx.dialect.schema.findRelation(name))) !== undefined;
}

async function createTable(
  tx: Transaction,
  collection: Collection,
): Promise<void> {
  const columns = [...collection.fields]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((field) => columnOf(tx, field, field.name));
  await changeSchema(
    tx,
    sql`create table ${sql.identifier(collection.name)} (${sql.join(columns, sql`, `)})`,
  );
}

async function renameTable(
  tx: Transaction,
  { name }: Collection,
  previous: Collection,
): Promise<void> {
  if (name === previous.name) return;
  const rename = (from: string, to: string): Promise<void> =>
    changeSchema(
      tx,
      sql`alter table ${sql.identifier(from)} rename to ${sql.identifier(to)}`,
    );
  if (name.toLowerCase() !== previous.name.toLowerCase())
    return rename(previous.name, name);
  // To the database these are one name, so another must come between.
  const between = `_${name}_${randomLowercase(5)}`;
  await rename(previous.name, between);
  await rename(between, name);
}

/** New and renamed columns get their names last, so that two fields can swap theirs. */
async function syncColumns(
  tx: Transaction,
  collection: Collection,
  previous: Collection,
): Promise<void> {
  const table = sql.identifier(collection.name);
  const known = new Map(previous.fields.map((field) => [field.id, field]));
  const kept = new Set(collection.fields.map(({ id }) => id));
  for (const { id, name } of previous.fields) {
    if (!kept.has(id))
      await changeSchema(
        tx,
        sql`alter table ${table} drop column ${sql.identifier(name)}`,
      );
  }
  const named: [temporary: string, name: string][] = [];
  for (const field of collection.fields) {
    const old = known.get(field.id);
    if (old?.name === field.name) continue;
    const temporary = `${field.name}_${randomLowercase(5)}`;
    named.push([temporary, field.name]);
    await changeSchema(
      tx,
      old === undefined
        ? sql`alter table ${table} add column ${columnOf(tx, field, temporary)}`
        : sql`alter table ${table} rename column ${sql.identifier(old.name)} to ${sql.identifier(temporary)}`,
    );
  }
  for (const [temporary, name] of named)
    await changeSchema(
      tx,
      sql`alter table ${table} rename column ${sql.identifier(temporary)} to ${sql.identifier(name)}`,
    );
}

/** A value becomes a list of one; of a list the last entry stays. */
async function convertValues(
  tx: Transaction,
  collection: Collection,
  previous: Collection,
): Promise<void> {
  const known = new Map(previous.fields.map((field) => [field.id, field]));
  const converted = collection.fields.filter((field) => {
    const old = known.get(field.id);
    return (
      old !== undefined &&
      fieldTypeOf(old).isMultiple(old) !== fieldTypeOf(field).isMultiple(field)
    );
  });
  if (converted.length === 0) return;
  await withoutViews(tx, async () => {
    for (const field of converted) await convertColumn(tx, collection, field);
  });
}

async function convertColumn(
  tx: Transaction,
  collection: Collection,
  field: Field,
): Promise<void> {
  const { schema } = tx.dialect;
  const table = sql.identifier(collection.name);
  const column = sql.identifier(field.name);
  const old = sql.identifier(`_${field.name}_${randomLowercase(5)}`);
  const value = fieldTypeOf(field).isMultiple(field)
    ? schema.arrayOf(sql`${old}`)
    : schema.lastOf(sql`${old}`);
  await changeSchema(
    tx,
    sql`alter table ${table} rename column ${column} to ${old}`,
  );
  await changeSchema(
    tx,
    sql`alter table ${table} add column ${columnOf(tx, field, field.name)}`,
  );
  await changeSchema(tx, sql`update ${table} set ${column} = ${value}`);
  await changeSchema(tx, sql`alter table ${table} drop column ${old}`);
}

async function dropIndexes(
  tx: Transaction,
  collection: Collection,
): Promise<void> {
  for (const statement of collection.indexes) {
    const index = parseIndex(statement);
    if (index !== undefined)
      await changeSchema(
        tx,
        sql`drop index if exists ${sql.identifier(index.name)}`,
      );
  }
}

async function createIndexes(
  tx: Transaction,
  collection: Collection,
): Promise<void> {
  const errors: Record<string, FieldError> = {};
  for (const [position, statement] of collection.indexes.entries()) {
    const index = parseIndex(statement);
    if (index === undefined || index.name === "") {
      errors[position] = invalidIndex("This is no CREATE INDEX statement.");
      continue;
    }
    try {
      await tx.transaction((savepoint) =>
        changeSchema(
          savepoint,
          sql.raw(buildIndex({ ...index, schema: "", table: collection.name })),
        ),
      );
    } catch (error) {
      errors[position] = invalidIndex(
        `The index ${index.name} cannot be made: ${error instanceof Error ? error.message : String(error)}.`,
      );
    }
  }
  if (Object.keys(errors).length > 0)
    throw new Invalid("The indexes cannot be made.", { indexes: errors });
}

function columnOf(tx: Transaction, field: Field, name: string): SQL {
  const { kind, defaultJson } = fieldTypeOf(field).column(field);
  return sql`${sql.identifier(name)} ${tx.dialect.columnDefinition(kind, defaultJson)}`;
}

function hasSameColumnsAndIndexes(a: Collection, b: Collection): boolean {
  return (
    a.name === b.name &&
    JSON.stringify([a.fields, a.indexes]) ===
      JSON.stringify([b.fields, b.indexes])
  );
}
