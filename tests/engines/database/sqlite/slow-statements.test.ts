import { expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { TimedOut } from "../../../../src/engines/database/database.ts";
import type {
  Database,
  Statement,
} from "../../../../src/engines/database/database.ts";
import { openTempDatabase } from "./temp-database.ts";

/** Counts to `n`: some 10 million a second. */
const prepareCounting = (database: Database) =>
  database.prepare(
    sql`with recursive numbers (i) as (select 1 union all select i + 1 from numbers where i < ${sql.placeholder("n")}) select count(*) as n from numbers`,
  );

const slow = 2_000_000;

/** Runs it until it is taken for fast, and no longer watched. */
async function proveFast(database: Database, counting: Statement) {
  for (let run = 0; run < 20; run++) await database.get(counting, { n: 1 });
}

/** What happened first: the promise, or a timer that was due at once. */
const firstOf = (promise: Promise<unknown>) =>
  Promise.race([
    promise.then(() => "the query"),
    new Promise((resolve) => setTimeout(() => resolve("a timer"), 1)),
  ]);

test("a statement that has proved slow stops nothing else", async () => {
  await using temp = await openTempDatabase();
  const { database } = temp;
  const counting = prepareCounting(database);
  await proveFast(database, counting);
  expect(await firstOf(database.get(counting, { n: slow }))).toBe("the query");
  await database.get(counting, { n: slow });
  const again = database.get(counting, { n: slow });
  expect(await firstOf(again)).toBe("a timer");
  expect(await again).toEqual({ n: slow });
});

test("a statement that goes through a large table stops nothing the first time", async () => {
  await using temp = await openTempDatabase();
  const { database } = temp;
  await database.run(sql`create table large (a)`);
  await database.run(sql`insert into large (rowid, a) values (500000, 1)`);
  const scan = database.all(sql`select a from large where a like '%1%'`);
  expect(await firstOf(scan)).toBe("a timer");
  expect(await scan).toEqual([{ a: 1 }]);
});

test("a statement that joins many to many stops nothing the first time", async () => {
  await using temp = await openTempDatabase();
  const { database } = temp;
  await database.run(sql`create table small (id text primary key, owner)`);
  await database.run(
    sql`insert into small with recursive numbers (i) as (select 1 union all select i + 1 from numbers where i < 200) select i, 'one' from numbers`,
  );
  const counting = database.get(
    sql`select count(*) as n from small left join small "@1" on "@1".owner = small.owner left join small "@2" on "@2".owner = "@1".owner where "@2".id like '%'`,
  );
  expect(await firstOf(counting)).toBe("a timer");
  expect(await counting).toEqual({ n: 200 ** 3 });
});

test("a view stops nothing the first time, whatever it calls its tables", async () => {
  await using temp = await openTempDatabase();
  const { database } = temp;
  await createLargeView(database, 150);
  const counting = database.get(sql`select n from large`);
  expect(await firstOf(counting)).toBe("a timer");
  expect(await counting).toEqual({ n: 150 ** 3 });
});

test("a slow statement becomes a fast one again when it has proved fast", async () => {
  await using temp = await openTempDatabase();
  const { database } = temp;
  const counting = prepareCounting(database);
  await database.get(counting, { n: slow });
  await proveFast(database, counting);
  expect(await firstOf(database.get(counting, { n: 1 }))).toBe("the query");
});

test("a worker reads what was committed just before, in the tables' present shape", async () => {
  await using temp = await openTempDatabase();
  const { database } = temp;
  await database.run(sql`create table large (a)`);
  await database.run(sql`insert into large (rowid, a) values (500000, 1)`);
  const all = database.prepare(sql`select * from large`);
  expect(await database.get(all)).toEqual({ a: 1 });
  await database.run(sql`alter table large rename column a to b`);
  await database.run(sql`update large set b = 2`);
  expect(await database.all(all)).toEqual([{ b: 2 }]);
  await database.run(sql`drop table large`);
  await expect(database.all(all)).rejects.toThrow("no such table");
});

test("a query that takes too long fails for its caller, and those after it run", async () => {
  await using temp = await openTempDatabase({ readers: 1, queryTimeout: 2 });
  const { database } = temp;
  await createLargeView(database, 2_000);
  const endless = database.get(sql`select n from large`);
  await expect(endless).rejects.toBeInstanceOf(TimedOut);
  expect(await database.get(sql`select a from small where a = 7`)).toEqual({
    a: 7,
  });
});

/** A view that counts as many rows as the cube of `n`, and is never taken for fast. */
async function createLargeView(database: Database, n: number): Promise<void> {
  await database.run(sql`create table small (a)`);
  await database.run(
    sql`insert into small with recursive numbers (i) as (select 1 union all select i + 1 from numbers where i < ${n}) select i from numbers`,
  );
  await database.run(
    sql`create view large as select count(*) as n from small x, small y, small z`,
  );
}
