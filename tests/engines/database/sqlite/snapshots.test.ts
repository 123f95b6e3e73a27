import { Database as BunDatabase } from "bun:sqlite";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { openTempDatabase } from "./temp-database.ts";

test("a snapshot has whole transactions alone, while others commit", async () => {
  await using temp = await openTempDatabase();
  const { database, dir } = temp;
  await database.run(sql`create table t (a, filling)`);
  const filling = "x".repeat(2_000);
  const add = (a: number) =>
    database.transaction(async (tx) => {
      for (let row = 0; row < 10; row++) {
        await tx.run(sql`insert into t values (${a}, ${filling})`);
      }
    });
  for (let a = 0; a < 500; a++) await add(a);
  const target = join(dir, "copy.db");
  const progress = { isTaken: false };
  const taking = database.snapshot(target).finally(() => {
    progress.isTaken = true;
  });
  let written = 500;
  while (!progress.isTaken) {
    await add(written++);
    // Otherwise the news would never be heard of.
    await setImmediate();
  }
  await taking;
  expect(written).toBeGreaterThan(500);

  using copy = new BunDatabase(target, { readonly: true });
  const first = (text: string) => copy.query(text).get();
  expect(first("pragma integrity_check")).toEqual({ integrity_check: "ok" });
  expect(first("select count(*) % 10 as rest from t")).toEqual({ rest: 0 });
  expect(first("select count(distinct a) >= 500 as has from t")).toEqual({
    has: 1,
  });
});

test("a snapshot keeps the ids of rows, and the version", async () => {
  await using temp = await openTempDatabase();
  const { database, dir } = temp;
  await database.run(sql`create table t (id text primary key not null)`);
  await database.run(sql`pragma user_version = 7`);
  for (const id of ["c", "b", "a"]) {
    await database.run(sql`insert into t values (${id})`);
  }
  await database.run(sql`delete from t where id = 'b'`);
  const target = join(dir, "copy.db");
  await database.snapshot(target);
  using copy = new BunDatabase(target, { readonly: true });
  expect(copy.query("select rowid, id from t order by rowid").all()).toEqual([
    { rowid: 1, id: "c" },
    { rowid: 3, id: "a" },
  ]);
  expect(copy.query("pragma user_version").get()).toEqual({ user_version: 7 });
});

test("a snapshot that cannot be written says why", async () => {
  await using temp = await openTempDatabase();
  const { database, dir, file } = temp;
  await database.run(sql`create table t (a)`);
  const nowhere = database.snapshot(join(dir, "nowhere", "copy.db"));
  await expect(nowhere).rejects.toThrow("unable to open");
  await expect(database.snapshot(file)).rejects.toThrow("already exists");
});

test("closing waits for a snapshot", async () => {
  await using temp = await openTempDatabase();
  const { database, dir } = temp;
  await database.run(sql`create table t (a)`);
  const target = join(dir, "copy.db");
  const taking = database.snapshot(target);
  await database.close();
  expect(existsSync(target)).toBe(true);
  await taking;
});
