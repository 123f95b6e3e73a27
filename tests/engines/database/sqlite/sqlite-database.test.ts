import { describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { ConstraintError } from "../../../../src/engines/database/database.ts";
import type {
  Database,
  SqlValue,
} from "../../../../src/engines/database/database.ts";
import { openTempDatabase } from "./temp-database.ts";

describe("values", () => {
  test.each<[string, SqlValue, SqlValue, string]>([
    ["text", "naïve ✓", "naïve ✓", "text"],
    ["an integer", 42, 42, "integer"],
    ["a number over 32 bits", 2 ** 40, 2 ** 40, "integer"],
    ["a fraction", 1.5, 1.5, "real"],
    ["true", true, 1, "integer"],
    ["false", false, 0, "integer"],
    ["a bigint", 12n, 12, "integer"],
    ["null", null, null, "null"],
    ["bytes", new Uint8Array([1, 2]), new Uint8Array([1, 2]), "blob"],
  ])("%s is stored and comes back", async (_name, value, back, type) => {
    await using temp = await openTempDatabase();
    const { database } = temp;
    const fixed = sql`select ${value} as v, typeof(${value}) as t`;
    const slot = database.prepare(
      sql`select ${sql.placeholder("x")} as v, typeof(${sql.placeholder("x")}) as t`,
    );
    expect(await database.get(fixed)).toEqual({ v: back, t: type });
    expect(await database.get(slot, { x: value })).toEqual({
      v: back,
      t: type,
    });
  });

  test("a query never takes an undefined for nothing", async () => {
    await using temp = await openTempDatabase();
    const { database } = temp;
    const nothing: SqlValue | undefined = undefined;
    const slot = database.prepare(sql`select ${sql.placeholder("x")}`);
    const refused = [
      () => database.all(sql`select 1 ${nothing}`),
      () => database.all(sql`select 1 where 1 in ${[1, nothing]}`),
      () => database.all(sql`select ${sql.join([sql`1`, sql`${nothing}`])}`),
      () => database.get(slot),
      () => database.get(slot, { y: 1 }),
      () => database.run(sql`select ${2n ** 70n}`),
      () => database.run(sql`select ${new Date()}`),
    ];
    for (const query of refused)
      await expect(query()).rejects.toThrow(TypeError);
  });

  test("a name may hold quotes, and is never taken for a string", async () => {
    await using temp = await openTempDatabase();
    const { database } = temp;
    const column = database.dialect.identifier('a`b"c');
    await database.run(sql`create table t (${column} text)`);
    await database.run(sql`insert into t (${column}) values ('x')`);
    expect(await database.all(sql`select * from t`)).toEqual([
      { 'a`b"c': "x" },
    ]);
    const absent = database.dialect.identifier("absent");
    await expect(database.all(sql`select ${absent} from t`)).rejects.toThrow(
      "no such column",
    );
  });
});

describe("reading and writing", () => {
  test("what was written is read at once, by reads and by writes that return rows", async () => {
    await using temp = await openTempDatabase();
    const { database } = temp;
    await database.run(sql`create table t (a)`);
    const { changes } = await database.run(sql`insert into t values (1), (2)`);
    expect(changes).toBe(2);
    expect(await database.all(sql`select a from t`)).toEqual([
      { a: 1 },
      { a: 2 },
    ]);
    expect(
      await database.all(sql`update t set a = a + 1 where a = 2 returning a`),
    ).toEqual([{ a: 3 }]);
    expect(
      await database.all(
        sql`with n (i) as (values (4)) insert into t select i from n returning a`,
      ),
    ).toEqual([{ a: 4 }]);
    expect(
      await database.get(sql`select a from t where a = 9`),
    ).toBeUndefined();
    expect(await database.run(sql`delete from t where a = 9`)).toEqual({
      changes: 0,
    });
  });

  test("a look at a query plan does not freeze what later reads see", async () => {
    await using temp = await openTempDatabase();
    const { database } = temp;
    await database.run(sql`create table t (a)`);
    await database.all(sql`explain query plan select * from t order by a`);
    await database.run(sql`insert into t values (1)`);
    expect(await database.get(sql`select count(*) c from t`)).toEqual({ c: 1 });
  });

  test("a prepared statement follows a change of its table", async () => {
    await using temp = await openTempDatabase();
    const { database } = temp;
    await database.run(sql`create table t (a)`);
    await database.run(sql`insert into t values (1)`);
    const all = database.prepare(sql`select * from t`);
    expect(await database.get(all)).toEqual({ a: 1 });
    await database.run(sql`alter table t rename column a to b`);
    expect(await database.get(all)).toEqual({ b: 1 });
    await database.transaction(async (tx) => {
      expect(await tx.get(all)).toEqual({ b: 1 });
      await tx.run(sql`alter table t add column c default 7`);
      expect(await tx.get(all)).toEqual({ b: 1, c: 7 });
    });
    expect(await database.get(all)).toEqual({ b: 1, c: 7 });
  });

  test("more statements than a connection keeps all work", async () => {
    await using temp = await openTempDatabase();
    const { database } = temp;
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 900; i++) {
        expect(await database.get(sql.raw(`select ${i} as i`))).toEqual({ i });
      }
    }
  });
});

describe("constraints", () => {
  const schema = [
    sql`create table parent (id text primary key not null)`,
    sql`create table t (id text primary key not null, a text, b text not null default '', parent text references parent(id), n numeric check (n < 10))`,
    sql`create unique index one on t (a)`,
    sql`create unique index two on t (a, b)`,
    sql`create unique index lowered on t (lower(b))`,
    sql`insert into t values ('x', 'a', 'b', null, 1)`,
  ];
  const violate = async (
    database: Database,
    values: ReturnType<typeof sql>,
  ) => {
    for (const statement of schema) await database.run(statement);
    try {
      await database.run(sql`insert into t values (${values})`);
    } catch (error) {
      if (error instanceof ConstraintError) return error;
      throw error;
    }
    throw new Error("Nothing was violated.");
  };

  test.each([
    [
      "a primary key",
      sql`'x', null, '', null, 1`,
      { kind: "unique", table: "t", columns: ["id"] },
    ],
    [
      "one column",
      sql`'y', 'a', '', null, 1`,
      { kind: "unique", table: "t", columns: ["a"] },
    ],
    [
      "an expression",
      sql`'y', null, 'B', null, 1`,
      { kind: "unique", table: "t", columns: [], index: "lowered" },
    ],
    [
      "a missing value",
      sql`'y', null, null, null, 1`,
      { kind: "notNull", table: "t", columns: ["b"] },
    ],
    [
      "a foreign key",
      sql`'y', null, 'c', 'none', 1`,
      { kind: "foreignKey", table: "", columns: [] },
    ],
    [
      "a check",
      sql`'y', null, 'c', null, 11`,
      { kind: "check", table: "", columns: [] },
    ],
  ])(
    "%s is told by its kind, table and columns",
    async (_name, values, expected) => {
      await using temp = await openTempDatabase();
      expect(await violate(temp.database, values)).toMatchObject(expected);
    },
  );

  test("an index on several columns names them all", async () => {
    await using temp = await openTempDatabase();
    const { database } = temp;
    await database.run(sql`create table t (a, b)`);
    await database.run(sql`create unique index i on t (a, b)`);
    await database.run(sql`insert into t values (1, 2)`);
    const again = database.transaction((tx) =>
      tx.run(sql`insert into t values (1, 2)`),
    );
    await expect(again).rejects.toMatchObject({
      kind: "unique",
      table: "t",
      columns: ["a", "b"],
    });
  });
});

describe("closing", () => {
  test("leaves one whole file, after what was under way", async () => {
    await using temp = await openTempDatabase();
    const { database, dir } = temp;
    await database.run(sql`create table t (a)`);
    const writing = database.transaction(async (tx) => {
      await tx.run(sql`insert into t values (1)`);
      await Promise.resolve();
      await tx.run(sql`insert into t values (2)`);
    });
    const waiting = database.run(sql`insert into t values (3)`);
    await database.close();
    await Promise.all([writing, waiting]);
    expect(await readdir(dir)).toEqual(["test.db"]);
    await expect(database.get(sql`select 1`)).rejects.toThrow("closed");
    await database.close();
  });
});
