import { sql } from "drizzle-orm";
import type { Executor } from "../../../../src/engines/database/database.ts";
import { openTempDatabase } from "./temp-database.ts";

/** A database with an empty table `t (a)`. */
export async function openWithTable() {
  const temp = await openTempDatabase();
  await temp.database.run(sql`create table t (a)`);
  return temp;
}

/** Adds a row. */
export const add = (executor: Executor, value: number | string) =>
  executor.run(sql`insert into t values (${value})`);

/** The rows, in the order that they came in. */
export async function values(executor: Executor): Promise<unknown[]> {
  const rows = await executor.all(sql`select a from t order by rowid`);
  return rows.map(({ a }) => a);
}

/** What a transaction is made to fail with. */
export const failed = new Error("on purpose");
