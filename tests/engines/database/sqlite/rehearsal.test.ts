import { expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import type {
  Database,
  Row,
} from "../../../../src/engines/database/database.ts";
import { openTempDatabase } from "./temp-database.ts";

const shape = (database: Pick<Database, "all">): Promise<Row[]> =>
  database.all(
    sql`select type, name, tbl_name, sql from sqlite_schema order by name`,
  );

test("a rehearsal has the whole shape, and the rows of the tables that are named", async () => {
  await using temp = await openTempDatabase();
  const { database } = temp;
  for (const statement of [
    "create table t (a text primary key, b integer)",
    "create table `od``d` (c blob)",
    "create view v as select a from t",
    "create index i on t (b) where b > 1",
    "create trigger g after insert on t begin update t set b = 9; end",
    "create virtual table f using fts5(words)",
    "insert into t values ('x', 1)",
    "insert into `od``d` values (x'00ff'), (null)",
  ])
    await database.run(sql.raw(statement));
  const rehearsal = await database.rehearse(["od`d"]);
  await rehearsal.transaction(async (tx) => {
    expect(await shape(tx)).toEqual(await shape(database));
    expect(await tx.all(sql`select * from t`)).toEqual([]);
    expect(await tx.all(sql.raw("select * from `od``d`"))).toEqual([
      { c: new Uint8Array([0, 255]) },
      { c: null },
    ]);
  });
  rehearsal.close();
});

test("nothing of a rehearsal stays, and no writer waits for it", async () => {
  await using temp = await openTempDatabase();
  const { database } = temp;
  await database.run(sql`create table t (a)`);
  await database.run(sql`insert into t values (1)`);
  const rehearsal = await database.rehearse(["t"]);
  await rehearsal.transaction(async (tx) => {
    await tx.run(sql`alter table t add column b`);
    await tx.run(sql`update t set a = 2`);
    // Within the rehearsal: it holds nothing that this would wait for.
    await database.run(sql`insert into t values (3)`);
  });
  rehearsal.close();
  expect(await database.all(sql`select * from t order by a`)).toEqual([
    { a: 1 },
    { a: 3 },
  ]);
});

test("it tells what has changed something, but neither looks nor what was undone", async () => {
  await using temp = await openTempDatabase();
  await temp.database.run(sql`create table t (a)`);
  const rehearsal = await temp.database.rehearse([]);
  await rehearsal.transaction(async (tx) => {
    await tx.run(sql`insert into t (a) values (${"a secret"})`);
    await tx.all(sql`select a from t`);
    const look = sql.identifier("look");
    await tx.run(sql`create temp view ${look} as select a from t`);
    await tx.run(sql`drop view ${look}`);
    const failing = tx.transaction(async (part) => {
      await part.run(sql`delete from t`);
      throw new Error("undone");
    });
    await expect(failing).rejects.toThrow("undone");
    await expect(tx.run(sql`drop table nothing`)).rejects.toThrow();
    await tx.transaction((part) => part.run(sql`update t set a = 1`));
  });
  await expect(
    rehearsal.transaction(async (tx) => {
      await tx.run(sql`drop table t`);
      throw new Error("undone, too");
    }),
  ).rejects.toThrow("undone, too");
  expect(rehearsal.statements).toEqual([
    "insert into t (a) values (?)",
    "update t set a = 1",
  ]);
  rehearsal.close();
});
