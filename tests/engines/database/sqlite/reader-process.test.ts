import { expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { ReaderProcess } from "../../../../src/engines/database/sqlite/reading/reader-process.ts";
import { openTempDatabase } from "./temp-database.ts";

const endless =
  "with recursive numbers (i) as (select 1 union all select i + 1 from numbers) select count(*) as n from numbers";

const read = (text: string) =>
  ({ kind: "read", method: "get", text, bindings: [] }) as const;

test("a process reads what is committed, values of all kinds", async () => {
  await using temp = await openTempDatabase();
  await temp.database.run(sql`create table t (a, b, c, d)`);
  await temp.database.run(sql`insert into t values (1.5, 'ä', x'00ff', null)`);
  const reader = new ReaderProcess(temp.file);
  expect(await reader.read(read("select * from t"))).toMatchObject({
    kind: "rows",
    result: { a: 1.5, b: "ä", c: new Uint8Array([0, 255]), d: null },
  });
  await reader.end();
});

test("a statement that fails says why, and the next one runs", async () => {
  await using temp = await openTempDatabase();
  const reader = new ReaderProcess(temp.file);
  expect(await reader.read(read("select * from missing"))).toEqual({
    kind: "failed",
    message: "no such table: missing",
  });
  expect(await reader.read(read("select 1 as n"))).toMatchObject({
    result: { n: 1 },
  });
  await reader.end();
});

test("a process cannot write", async () => {
  await using temp = await openTempDatabase();
  const reader = new ReaderProcess(temp.file);
  const reply = await reader.read(read("create table t (a)"));
  expect(reply).toMatchObject({ kind: "failed" });
  await reader.end();
});

test("a process ends in the middle of a statement", async () => {
  await using temp = await openTempDatabase();
  const reader = new ReaderProcess(temp.file);
  // Answered, so that it is known to run.
  await reader.read(read("select 1 as n"));
  const answer = reader.read(read(endless)).catch((error: unknown) => error);
  await reader.end();
  expect(await answer).toBeInstanceOf(Error);
  expect(reader.hasEnded).toBe(true);
});
