import { expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { openTempDatabase } from "./temp-database.ts";

test("a trace is told of every statement and its time, but of no value", async () => {
  const traced: string[] = [];
  await using temp = await openTempDatabase({
    trace(text, milliseconds) {
      expect(milliseconds).toBeGreaterThanOrEqual(0);
      traced.push(text);
    },
  });
  const { database } = temp;
  await database.run(sql`create table t (a unique)`);
  await database.transaction(async (tx) => {
    await tx.run(sql`insert into t values (${"secret"})`);
    await tx.transaction((nested) => nested.all(sql`select * from t`));
  });
  await database.get(sql`select a from t where a = ${"secret"}`);
  await database.allAside(sql`select 'aside'`);
  const repeated = database.run(sql`insert into t values (${"secret"})`);
  await expect(repeated).rejects.toThrow();
  expect(traced).toEqual([
    "create table t (a unique)",
    "begin immediate",
    "insert into t values (?)",
    "savepoint nested_0",
    "select * from t",
    "release nested_0",
    "commit",
    "select a from t where a = ?",
    "select 'aside'",
    "insert into t values (?)",
  ]);
});
