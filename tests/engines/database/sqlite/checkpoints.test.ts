import { expect, test } from "bun:test";
import { watch } from "node:fs/promises";
import { statSync } from "node:fs";
import { sql } from "drizzle-orm";
import { openTempDatabase } from "./temp-database.ts";

test("a log that has grown large is moved into the database and emptied, in the background", async () => {
  await using temp = await openTempDatabase();
  const { database, dir, file } = temp;
  const log = `${file}-wal`;
  const stop = new AbortController();
  const changes = watch(dir, { signal: stop.signal })[Symbol.asyncIterator]();
  await database.run(sql`create table t (a)`);
  const filling = "x".repeat(1_000_000);
  for (let i = 0; i < 30; i++) {
    await database.run(sql`insert into t values (${filling})`);
  }
  expect(statSync(log).size).toBeGreaterThan(24_000_000);
  while (statSync(log).size > 0) await changes.next();
  stop.abort();
  expect(statSync(file).size).toBeGreaterThan(24_000_000);
  expect(await database.get(sql`select count(*) as n from t`)).toEqual({
    n: 30,
  });
}, 30_000);
