import { describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import {
  type Database,
  ScriptError,
  type ScriptLimits,
  TimedOut,
} from "../../../../src/engines/database/database.ts";
import { openTempDatabase } from "./temp-database.ts";

const limits: ScriptLimits = {
  rows: 100,
  bytes: 1_000_000,
  milliseconds: 60_000,
  writeMilliseconds: 60_000,
};

const endless =
  "with recursive numbers (i) as (select 1 union all select i + 1 from numbers)";

async function refusal(work: Promise<unknown>): Promise<Error> {
  const error: unknown = await work.then(
    () => new Error("nothing was refused"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw error;
  return error;
}

async function count(database: Database): Promise<unknown> {
  return (await database.get(sql`select count(*) as n from t`))?.["n"];
}

describe("a script that reads", () => {
  test("gives the last statement's columns and rows, values of all kinds", async () => {
    await using temp = await openTempDatabase();
    await temp.database.run(sql`create table t (a integer, b varchar(3), c)`);
    await temp.database.run(
      sql`insert into t values (9007199254740993, 'ä', x'00ff')`,
    );
    const text =
      "select 1; -- all of it\nselect *, 1.5 as d, null as d from t;";
    expect(await temp.database.runScript(text, limits)).toMatchObject({
      hasWritten: false,
      changes: 0,
      columns: [
        { name: "a", type: "INTEGER" },
        { name: "b", type: "varchar(3)" },
        { name: "c", type: "" },
        { name: "d", type: "" },
        { name: "d", type: "" },
      ],
      rows: [[9007199254740993n, "ä", new Uint8Array([0, 255]), 1.5, null]],
    });
  });

  test("is read no further than its rows are wanted, and refused where they are too large", async () => {
    await using temp = await openTempDatabase();
    const { database } = temp;
    const some = await database.runScript(
      `${endless} select i from numbers`,
      limits,
    );
    expect(some.rows).toHaveLength(100);
    for (const text of [
      `${endless} select printf('%.*c', 20000, 'x') from numbers`,
      "select zeroblob(900000000)",
    ]) {
      expect(await refusal(database.runScript(text, limits))).toBeInstanceOf(
        ScriptError,
      );
    }
  });

  test("does not stop others, and ends when its time is over", async () => {
    await using temp = await openTempDatabase();
    const { database } = temp;
    const text = `${endless} select count(*) from numbers`;
    const running = refusal(
      database.runScript(text, { ...limits, milliseconds: 1000 }),
    );
    await database.run(sql`create table t (a)`);
    expect(await count(database)).toBe(0);
    expect(await running).toBeInstanceOf(TimedOut);
  }, 30_000);

  test("ends when whoever wants it goes away, or had gone before", async () => {
    await using temp = await openTempDatabase();
    const gone = new AbortController();
    const text = `${endless} select count(*) from numbers`;
    const running = refusal(temp.database.runScript(text, limits, gone.signal));
    gone.abort();
    expect((await running).message).toBe("The query was ended");
    const late = refusal(
      temp.database.runScript("select 1", limits, gone.signal),
    );
    expect(await late).toBeInstanceOf(ScriptError);
  });

  test("ends when the database is closed", async () => {
    await using temp = await openTempDatabase();
    const text = `${endless} select count(*) from numbers`;
    const running = refusal(temp.database.runScript(text, limits));
    await temp.database.close();
    expect((await running).message).toBe("The server is closing");
  });

  test("is ended when it takes too much memory", async () => {
    await using temp = await openTempDatabase();
    const text = `${endless} select printf('%.*c', 900000, 'x') as x from numbers order by x`;
    const error = await refusal(temp.database.runScript(text, limits));
    expect(error.message).toBe("The query takes too much memory");
  }, 30_000);
});

describe("a script that writes", () => {
  test("is one transaction, and is seen at once", async () => {
    await using temp = await openTempDatabase();
    const { database } = temp;
    const heard: string[] = [];
    database.onForeignWrite(() => heard.push("written"));
    const done = await database.runScript(
      "create table t (a unique); insert into t values (1), (2); select 5 as b",
      limits,
    );
    expect(done).toMatchObject({ hasWritten: true, changes: 2, rows: [[5n]] });
    expect(heard).toEqual(["written"]);
    expect(await count(database)).toBe(2);
    // What was compiled for the old columns is compiled anew.
    await database.runScript("alter table t add column b default 7", limits);
    expect(await database.get(sql`select * from t`)).toEqual({ a: 1, b: 7 });
  });

  test.each([
    ["insert into t values (3); insert into t values (3)", /UNIQUE constraint/],
    ["insert into t values (3); nonsense", /near "nonsense": syntax error/],
    ["select 1; delete from t; select * from missing", /no such table/],
    ["delete from t; select zeroblob(2000000)", /too big/],
  ])("undoes everything when %s fails", async (text, reason) => {
    await using temp = await openTempDatabase();
    const { database } = temp;
    await database.run(sql`create table t (a unique)`);
    await database.run(sql`insert into t values (1)`);
    const error = await refusal(database.runScript(text, limits));
    expect(error).toBeInstanceOf(ScriptError);
    expect(error.message).toMatch(reason);
    expect(await count(database)).toBe(1);
  });

  test.each([
    ["begin; insert into t values (1); commit", 1],
    ["BEGIN IMMEDIATE TRANSACTION ;insert into t values (1); COMMIT ;", 1],
    ["savepoint s; insert into t values (1); rollback to s", 0],
    ["with v as (select 1) insert into t select * from v returning a", 1],
    ["/* all */ insert into t values (1) -- of it", 1],
    ["explain insert into t values (1)", 0],
    ["reindex; analyze; pragma optimize; insert into t values (1)", 1],
  ])("%s leaves %d rows", async (text, rows) => {
    await using temp = await openTempDatabase();
    await temp.database.run(sql`create table t (a)`);
    await temp.database.runScript(text, limits);
    expect(await count(temp.database)).toBe(rows);
  });

  test("has its turn among the other writers, which wait and do not fail", async () => {
    await using temp = await openTempDatabase();
    const { database } = temp;
    await database.run(sql`create table t (a)`);
    const held = Promise.withResolvers<void>();
    const before = database.transaction(async (tx) => {
      await tx.run(sql`insert into t values (1)`);
      await held.promise;
    });
    const script = database.runScript("insert into t values (2)", limits);
    const after = database.run(sql`insert into t values (3)`);
    held.resolve();
    await Promise.all([before, script, after]);
    expect(await count(database)).toBe(3);
  });

  test("is ended and undone when it writes for too long, and its room in the log is given back", async () => {
    await using temp = await openTempDatabase();
    const { database, file } = temp;
    await database.run(sql`create table t (a)`);
    const text = `insert into t ${endless} select hex(zeroblob(1000)) from numbers`;
    const running = refusal(
      database.runScript(text, { ...limits, writeMilliseconds: 1500 }),
    );
    const waiting = database.run(sql`insert into t values ('waited')`);
    const error = await running;
    expect(error).toBeInstanceOf(TimedOut);
    expect(error.message).toMatch(/write fewer rows/);
    await waiting;
    expect(await database.all(sql`select * from t`)).toEqual([{ a: "waited" }]);
    await database.optimize();
    expect((await stat(`${file}-wal`)).size).toBeLessThan(1_000_000);
    const check = await database.get(sql`pragma integrity_check`);
    expect(check).toEqual({ integrity_check: "ok" });
  }, 30_000);

  test("is undone when whoever wants it goes away", async () => {
    await using temp = await openTempDatabase();
    const { database } = temp;
    await database.run(sql`create table t (a)`);
    const gone = new AbortController();
    const text = `insert into t values (1); ${endless} select count(*) from numbers`;
    const running = refusal(database.runScript(text, limits, gone.signal));
    gone.abort();
    await running;
    await database.run(sql`insert into t values (2)`);
    expect(await database.all(sql`select a from t`)).toEqual([{ a: 2 }]);
  });

  test("vacuums, if that is all it does", async () => {
    await using temp = await openTempDatabase();
    const { database } = temp;
    await database.run(sql`create table t (a)`);
    await database.run(
      sql`insert into t select zeroblob(100000) from json_each('[1,2,3,4,5]')`,
    );
    await database.run(sql`delete from t`);
    const pages = async () =>
      Number((await database.get(sql`pragma page_count`))?.["page_count"]);
    const before = await pages();
    await database.runScript(" -- room\nVACUUM; ", limits);
    expect(await pages()).toBeLessThan(before / 2);
    const both = refusal(database.runScript("vacuum; delete from t", limits));
    expect((await both).message).toMatch(/cannot VACUUM/);
  });
});

describe("what reaches beyond the database is refused:", () => {
  test.each([
    ["attach 'FILE' as x", "ATTACH"],
    ["attach database (select 'FILE') as x", "ATTACH"],
    ["/**/ATTACH 'FILE' as x; create table x.t (a)", "ATTACH"],
    ["explain attach 'FILE' as x", "ATTACH"],
    ["vacuum into 'FILE'", "VACUUM INTO"],
    ["vacuum main into ('FI' || 'LE')", "VACUUM INTO"],
    ["detach main", "DETACH"],
    ["select load_extension('FILE')", "load_extension"],
    ["select 1; rollback", "ROLLBACK"],
    ["delete from t; commit; nonsense", "COMMIT"],
    ["begin; delete from t; commit; begin; commit", "COMMIT"],
    ["pragma journal_mode = delete", "PRAGMA journal_mode"],
    ["pragma main.journal_mode(off)", "PRAGMA journal_mode"],
    ["pragma locking_mode = exclusive", "PRAGMA locking_mode"],
    ["pragma writable_schema = on", "PRAGMA writable_schema"],
    ["pragma schema_version = 1", "PRAGMA schema_version"],
    ["pragma user_version = 1", "PRAGMA user_version"],
    ["pragma temp_store_directory = '/'", "PRAGMA temp_store_directory"],
    ["pragma wal_checkpoint(truncate)", "PRAGMA wal_checkpoint"],
    ["pragma key = 'x'", "PRAGMA key"],
    ["update sqlite_schema set sql = ''", "may not be modified"],
    ["create view sqlite_x as select 1", "reserved"],
  ])("%s", async (text, reason) => {
    await using temp = await openTempDatabase();
    const { database, dir } = temp;
    await database.run(sql`create table t (a)`);
    await database.run(sql`insert into t values (1)`);
    const before = await readdir(dir);
    const file = join(dir, "made-by-script");
    const error = await refusal(
      database.runScript(text.replace("FILE", file), limits),
    );
    expect(error).toBeInstanceOf(ScriptError);
    expect(error.message).toContain(reason);
    expect(existsSync(file)).toBe(false);
    expect(await readdir(dir)).toEqual(before);
    expect(existsSync("FILE")).toBe(false);
    expect(await count(database)).toBe(1);
    const mode = await database.get(sql`pragma journal_mode`);
    expect(mode).toEqual({ journal_mode: "wal" });
  });

  test.each([
    ["pragma user_version", [[0n]]],
    ["pragma journal_mode", [["wal"]]],
    ["pragma integrity_check", [["ok"]]],
    ["select name from pragma_table_info('t')", [["a"]]],
    ["", []],
    [" ; -- nothing\n /* at all", []],
    ["select 1\0; nonsense", [[1n]]],
    ['select "no such column"', [["no such column"]]],
  ])("%s is not", async (text, rows) => {
    await using temp = await openTempDatabase();
    await temp.database.run(sql`create table t (a)`);
    expect(await temp.database.runScript(text, limits)).toMatchObject({ rows });
  });
});
