import { expect, test } from "bun:test";
import { stat } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { openTempDatabase } from "./temp-database.ts";

const numbers = sql`with recursive n (i) as (select 1 union all select i + 1 from n where i < 20000)`;

test("queries take the best way once the database has learnt how the data is spread", async () => {
  await using temp = await openTempDatabase();
  const { database } = temp;
  await database.run(sql`create table t (same, other)`);
  await database.run(sql`create index by_other on t (other)`);
  await database.run(sql`create index by_same on t (same)`);
  await database.run(
    sql`insert into t ${numbers.append(sql.raw(" select 1, i from n"))}`,
  );
  const question = sql`select * from t where same = 1 and other = 5`;
  const plan = async () => {
    expect(await database.all(question)).toHaveLength(1);
    const steps = await database.all(sql`explain query plan ${question}`);
    return steps.map((step) => step["detail"]).join();
  };
  expect(await plan()).toContain("by_same");
  await database.optimize();
  expect(await plan()).toContain("by_other");
});

test("writes go on while the database learns, and nothing is lost", async () => {
  await using temp = await openTempDatabase();
  const { database, file } = temp;
  await database.run(sql`create table t (a unique)`);
  const optimizing = database.optimize();
  const writes = Array.from({ length: 50 }, (_, i) =>
    database.run(sql`insert into t values (${i})`),
  );
  await Promise.all([optimizing, ...writes]);
  await database.optimize();
  expect((await stat(`${file}-wal`)).size).toBeLessThan(200_000);
  expect(await database.get(sql`select count(*) as n from t`)).toEqual({
    n: 50,
  });
});

test("a database that has nothing to learn, and one that is closed meanwhile, are no error", async () => {
  await using temp = await openTempDatabase();
  await temp.database.optimize();
  const optimizing = temp.database.optimize();
  await Promise.allSettled([temp.database.close(), optimizing]);
  await expect(temp.database.optimize()).rejects.toThrow("closed");
});
