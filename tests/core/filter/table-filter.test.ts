import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import {
  prepareTableFilter,
  type TableColumn,
} from "../../../src/core/filter/prepare-table-filter.ts";
import { openTables, type Tables } from "./open-tables.ts";
import { collection, field } from "./sample-collections.ts";

const columns: ReadonlyMap<string, TableColumn> = new Map([
  ["id", { sql: sql`logs.id`, isText: true }],
  ["message", { sql: sql`logs.message`, isText: true }],
  ["level", { sql: sql`logs.level` }],
  ["data", { sql: sql`logs.data`, isJson: true }],
  ["@rowid", { sql: sql`logs._rowid_` }],
]);

let tables: Tables;
beforeAll(async () => {
  const logs = collection("logs", [
    field("text", "message"),
    field("number", "level"),
    field("json", "data"),
  ]);
  tables = await openTables([logs], {
    logs: [
      { id: "a", message: "GET /", level: 0, data: { status: 200, auth: "" } },
      {
        id: "b",
        message: "POST /x",
        level: 8,
        data: { status: 400, tags: ["t"] },
      },
      { id: "c", message: "5.0", level: 4, data: {} },
    ],
  });
});
afterAll(() => tables[Symbol.asyncDispose]());

async function find(input: { filter?: string; sort?: string }) {
  const { database } = tables;
  const prepared = prepareTableFilter(columns, input);
  const { where, orderBy } = prepared.build(database.dialect);
  const rows = await database.all<{ id: string }>(
    sql`select id from logs where ${where ?? sql`true`} order by ${orderBy ?? sql`id`}`,
    prepared.values,
  );
  return rows.map(({ id }) => id).join(" ");
}

describe("a fixed table is filtered by", () => {
  test.each([
    ["", "a b c"],
    ["level > 0", "b c"],
    ["message ~ 'get'", "a"],
    ["message = 5", "c"],
    ["data.status >= 400 || level = 4", "b c"],
    ["data.status = null", "c"],
    ["data.tags.0 = 't'", "b"],
    ["data.auth = ''", "a"],
    ["data ~ 'status'", "a b"],
    ["@now > '2000' && (true = true)", "a b c"],
    ["message ~ @year", ""],
    ["strftime('%Y', '2024-05-06') = '2024'", "a b c"],
  ])("%s", async (filter, ids) => {
    expect(await find({ filter })).toBe(ids);
  });
});

test.each([
  ["-level", "b c a"],
  ["data.status,-id", "c a b"],
  ["-@rowid", "c b a"],
])("and sorted by %s", async (sort, ids) => {
  expect(await find({ sort })).toBe(ids);
});

test.each([
  { filter: "nope = 1" },
  { filter: "message.a = 1" },
  { filter: "data..a = 1" },
  { filter: "level:lower = 1" },
  { filter: "@request.auth.id = 1" },
  { filter: "@collection.users.id = 1" },
  { filter: "level = " },
  { filter: `message = '${"x".repeat(3_500)}'` },
  { sort: "nope" },
  { sort: "data..a" },
  { sort: "id,id,id,id,id,id,id,id,id" },
])("not by %j", (input) => {
  expect(() => prepareTableFilter(columns, input)).toThrow();
  try {
    prepareTableFilter(columns, input);
  } catch (error) {
    expect(error).toMatchObject({ name: "Invalid" });
  }
});

test("filters that differ in values only have the same key", () => {
  const key = (filter: string, of = columns) =>
    prepareTableFilter(of, { filter }).key;
  expect(key("level = 1")).toBe(key("level = 2"));
  expect(key("level = 1")).not.toBe(key("level > 1"));
  expect(key("level = 1")).not.toBe(key("level = 1", new Map(columns)));
});
