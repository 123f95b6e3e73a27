import { expect, test } from "bun:test";
import { sql, type SQL } from "drizzle-orm";
import type { SqlValue } from "../../../../src/engines/database/database.ts";
import { sqliteDialect as dialect } from "../../../../src/engines/database/sqlite/sqlite-dialect.ts";
import { openTempDatabase } from "./temp-database.ts";

async function valueOf(expression: SQL): Promise<SqlValue | undefined> {
  await using temp = await openTempDatabase();
  return (await temp.database.get(sql`select ${expression} as v`))?.["v"];
}

test.each<[string, string | undefined, string]>([
  [
    "id",
    undefined,
    "TEXT PRIMARY KEY DEFAULT ('r'||lower(hex(randomblob(7)))) NOT NULL",
  ],
  ["text", undefined, "TEXT DEFAULT '' NOT NULL"],
  ["number", undefined, "NUMERIC DEFAULT 0 NOT NULL"],
  ["boolean", undefined, "BOOLEAN DEFAULT FALSE NOT NULL"],
  ["json", "null", "JSON DEFAULT NULL"],
  ["json", "[]", "JSON DEFAULT '[]' NOT NULL"],
  ["json", '{"lon":0,"lat":0}', `JSON DEFAULT '{"lon":0,"lat":0}' NOT NULL`],
])(
  "a column of kind %s with default %p is declared as PocketBase does",
  async (kind, json, expected) => {
    await using temp = await openTempDatabase();
    const { database } = temp;
    const definition = dialect.columnDefinition(
      kind as Parameters<typeof dialect.columnDefinition>[0],
      json,
    );
    await database.run(
      sql`create table ${dialect.identifier("t")} (${dialect.identifier("a")} ${definition})`,
    );
    const table = await database.get(sql`select sql from sqlite_master`);
    expect(table).toEqual({ sql: `CREATE TABLE \`t\` (\`a\` ${expected})` });
  },
);

test.each<[string, SQL, SqlValue]>([
  ["like: any case", dialect.like(sql`'ABC'`, sql`${"%b%"}`), 1],
  ["like: escaped", dialect.like(sql`'a%c'`, sql`${"a\\%c"}`), 1],
  ["like: escaped, no match", dialect.like(sql`'abc'`, sql`${"a\\%c"}`), 0],
  ["lower", dialect.lower(sql`'AbC'`), "abc"],
  ["concat", dialect.concat(sql`${"a"}`, sql`${1}`, sql`${"b"}`), "a1b"],
  ["is: null", dialect.is(sql`null`, sql`null`), 1],
  ["is not: null", dialect.isNot(sql`null`, sql`${"a"}`), 1],
  [
    "equal in any case",
    dialect.equalsIgnoringCase(sql`${"A"}`, sql`${"a"}`),
    1,
  ],
  ["empty for null", dialect.coalesceEmpty(sql`null`), ""],
  ["true", dialect.booleanLiteral(true), 1],
  ["false", dialect.booleanLiteral(false), 0],
  [
    "time",
    dialect.formatTime(
      sql`${"%Y-%m"}`,
      sql`${"2024-03-05"}`,
      sql`${"+1 month"}`,
    ),
    "2024-04",
  ],
])("%s", async (_name, expression, expected) => {
  expect(await valueOf(expression)).toBe(expected);
});

const document = `{"a":{"b":[10,{"c d":"text"}]},"0":"zero","yes":true,"it's":1,"object":{}}`;

test.each<[SqlValue, (string | number)[], SqlValue]>([
  [document, ["a", "b", 0], 10],
  [document, ["a", "b", 1, "c d"], "text"],
  [document, ["0"], "zero"],
  [document, ["yes"], 1],
  [document, ["it's"], 1],
  [document, ["object"], "{}"],
  [document, ["absent", "x"], null],
  [document, ['a"b'], null],
  ["[1,2]", [1], 2],
  ['"bare"', [], "bare"],
  ["no json", [], "no json"],
  ["no json", ["a"], null],
  ["", ["a"], null],
  [null, ["a"], null],
  [12, [], 12],
])("in %p, the path %p leads to %p", async (value, path, expected) => {
  expect(await valueOf(dialect.jsonExtract(sql`${value}`, path))).toBe(
    expected,
  );
});

test.each<[SqlValue, number, SqlValue[]]>([
  ['["a","b"]', 2, ["a", "b"]],
  ["[]", 0, []],
  ["a", 1, ["a"]],
  ["12", 1, ["12"]],
  ['{"a":1}', 1, ['{"a":1}']],
  ["", 0, [""]],
  [null, 0, [null]],
])("%p has %p entries, and each gives %p", async (value, length, entries) => {
  await using temp = await openTempDatabase();
  expect(await valueOf(dialect.jsonArrayLength(sql`${value}`))).toBe(length);
  const rows = await temp.database.all(
    sql`select ${dialect.identifier("e", "value")} from ${dialect.jsonEach(sql`${value}`, "e")}`,
  );
  expect(rows.map((row) => row["value"])).toEqual(entries);
});

test.each<[[number, number], [number, number], number]>([
  [[23.32, 42.69], [2.35, 48.85], 1760],
  [[0, 0], [180, 0], 20015],
  [[23.3219, 42.6977], [23.3219, 42.6977], 0],
])("from %p to %p it is %p km", async (from, to, kilometres) => {
  const [lonA, latA, lonB, latB] = [...from, ...to].map((n) => sql`${n}`);
  const distance = await valueOf(
    dialect.geoDistance(lonA!, latA!, lonB!, latB!),
  );
  expect(Math.round(Number(distance) / 5) * 5).toBe(kilometres);
});

test("rows come in the order in which they were inserted", async () => {
  await using temp = await openTempDatabase();
  const { database } = temp;
  await database.run(sql`create table t (id text primary key)`);
  await database.run(sql`insert into t values ('b'), ('a')`);
  const rows = await database.all(
    sql`select id from t order by ${dialect.insertionOrder("t")}`,
  );
  expect(rows).toEqual([{ id: "b" }, { id: "a" }]);
});
