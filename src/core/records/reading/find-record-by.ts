import { sql } from "drizzle-orm";
import type { Executor } from "../../../engines/database/database.ts";
import type { Collection } from "../../collections/collection.ts";
import type { RecordParts } from "../record-parts.ts";
import type { StoredRecord } from "../record.ts";
import { readRecord, shapeOf } from "../record-shape.ts";
import { selectFrom } from "./select-records.ts";

/** The first record whose field has this value, whoever may see it. */
export async function findRecordBy(
  executor: Executor,
  { statements }: RecordParts,
  collection: Collection,
  field: string,
  value: string,
  ignoreCase: boolean,
): Promise<StoredRecord | undefined> {
  const { byName, columns } = shapeOf(collection);
  if (!byName.has(field)) return undefined;
  const statement = statements.get(
    `by:${collection.version}:${ignoreCase}:${field}`,
    () => {
      const { dialect } = executor;
      const column = dialect.identifier(collection.name, field);
      const wanted = sql`${sql.placeholder("wanted_value")}`;
      const isEqual = ignoreCase
        ? dialect.equalsIgnoringCase(column, wanted)
        : sql`${column} = ${wanted}`;
      return sql`${selectFrom(dialect, collection, columns, undefined, isEqual)} limit 1`;
    },
  );
  const row = await executor.get(statement, { wanted_value: value });
  return row === undefined ? undefined : readRecord(collection, row);
}

/** All records whose fields have these values, whoever may see them. */
export async function findAllRecordsBy(
  executor: Executor,
  { statements }: RecordParts,
  collection: Collection,
  wanted: Readonly<Record<string, string>>,
): Promise<readonly StoredRecord[]> {
  const { byName, columns } = shapeOf(collection);
  const names = Object.keys(wanted).toSorted();
  if (names.some((name) => !byName.has(name))) return [];
  const statement = statements.get(
    `all-by:${collection.version}:${names.join()}`,
    () => {
      const { dialect } = executor;
      const conditions = names.map(
        (name, index) =>
          sql`${dialect.identifier(collection.name, name)} = ${sql.placeholder(`wanted_${index}`)}`,
      );
      const areEqual = sql.join(conditions, sql` and `);
      return selectFrom(dialect, collection, columns, undefined, areEqual);
    },
  );
  const slots: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    slots[`wanted_${index}`] = wanted[name] ?? "";
  }
  const rows = await executor.all(statement, slots);
  return rows.map((row) => readRecord(collection, row));
}
