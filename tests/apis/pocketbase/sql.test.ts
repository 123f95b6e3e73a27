import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";
import { tokenOfUser } from "./token-of-user.ts";

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
  await api.app.database.runScript(
    "create table made (id integer primary key, n numeric, b boolean, t varchar(5)); insert into made values (1, 2.5, 1, 'x'), (2, null, 0, '')",
    { rows: 1, bytes: 1000, milliseconds: 60_000, writeMilliseconds: 60_000 },
  );
});
afterAll(() => api.close());

interface SqlAnswer {
  readonly execTime: number;
  readonly affectedRows: number;
  readonly columns: readonly unknown[];
  readonly rows: readonly unknown[];
}

async function run(query: string): Promise<SqlAnswer> {
  const response = await api.sudo("POST /api/sql", { json: { query } });
  if (response.status !== 200) throw new Error(await response.text());
  return (await response.json()) as SqlAnswer;
}

async function refuse(json: unknown) {
  return readError(await api.sudo("POST /api/sql", { json }));
}

const column = (name: string, type = "") => ({ name, type, nullable: true });

describe("a query that reads", () => {
  test.each([
    ["select 1", [column("1")], [["1"]]],
    ["select 1;select 2", [column("2")], [["2"]]],
    ["-- hi\nselect 1 as a; -- end", [column("a")], [["1"]]],
    [
      "select * from made order by id",
      [
        column("id", "INTEGER"),
        column("n", "NUMERIC"),
        column("b", "BOOLEAN"),
        column("t", "VARCHAR(5)"),
      ],
      [
        ["1", "2.5", "1", "x"],
        ["2", null, "0", ""],
      ],
    ],
    ["select 1 as a, 2 as a", [column("a"), column("a")], [["1", "2"]]],
    ["values (1, 'é')", [column("column1"), column("column2")], [["1", "é"]]],
    ["select id from made where 0", [column("id", "INTEGER")], []],
    ["pragma user_version", [column("user_version")], [["0"]]],
    [";", [], []],
    ["-- only", [], []],
  ])("%s", async (query, columns, rows) => {
    const { execTime, ...answer } = await run(query);
    expect(answer).toEqual({ affectedRows: 0, columns, rows });
    expect(Number.isInteger(execTime)).toBe(true);
  });

  test("gives the first thousand rows", async () => {
    const { rows } = await run(
      "with recursive c(x) as (select 1 union all select x+1 from c where x < 1500) select x from c",
    );
    expect(rows).toHaveLength(1000);
    expect(rows.at(-1)).toEqual(["1000"]);
  });

  test("may have 5,000 bytes", async () => {
    const query = `select '${"a".repeat(4985)}' as id`;
    expect((await run(query)).columns).toEqual([column("id")]);
    const error = await refuse({ query: `${query} ` });
    expect(error.data).toMatchObject({
      query: {
        code: "validation_length_too_long",
        params: { min: 0, max: 5000 },
      },
    });
    const bytes = await refuse({ query: "é".repeat(2501) });
    expect(bytes.data).toHaveProperty("query");
  });

  test("answers with the fields that are asked for, and takes forms", async () => {
    const response = await api.sudo("POST /api/sql?fields=rows", {
      body: "query=select+7",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
    expect(await response.json()).toEqual({ rows: [["7"]] });
  });
});

describe("a query that writes", () => {
  test.each([
    [
      "insert into made (id) values (10), (11); insert into made (id) values (12)",
      1,
    ],
    ["insert into made (id) values (20) returning id", 1],
    ["update made set n = 1 where id < 3", 2],
    ["delete from made where id > 2; select 1", 4],
    ["create index made_n on made (n)", 0],
    ["drop index made_n", 0],
    ["replace into made (id) values (1)", 1],
  ])("%s changes %d rows", async (query, affectedRows) => {
    expect(await run(query)).toMatchObject({
      affectedRows,
      columns: [],
      rows: [],
    });
  });

  test("that begins otherwise gives its rows", async () => {
    expect(
      await run(
        "with v as (select 30) insert into made (id) select * from v returning id",
      ),
    ).toMatchObject({ affectedRows: 1, rows: [["30"]] });
  });

  test("is seen by the very next request, whatever it has changed", async () => {
    await run("update _collections set listRule = '' where name = 'users'");
    expect((await api.send("GET /api/collections/users/records")).status).toBe(
      200,
    );
    await run("update _collections set listRule = null where name = 'users'");
    expect((await api.send("GET /api/collections/users/records")).status).toBe(
      403,
    );
    const token = await tokenOfUser(api);
    const seen = () =>
      api.send("POST /api/collections/users/auth-refresh", { token });
    expect((await seen()).status).toBe(200);
    await run("update users set tokenKey = tokenKey || 'x'");
    expect((await seen()).status).toBe(401);
    await run(
      "update _params set value = json_set(value, '$.meta.appName', 'By SQL') where id = 'settings'",
    );
    const settings = await api.sudo("GET /api/settings?fields=meta.appName");
    expect(await settings.json()).toEqual({ meta: { appName: "By SQL" } });
  });
});

describe("a query is refused", () => {
  test.each([
    [
      { query: "invalid" },
      'SQL logic error: near "invalid": syntax error (1).',
    ],
    [
      { query: "select * from nope" },
      "SQL logic error: no such table: nope (1).",
    ],
    [
      { query: "insert into made (id) values (1)" },
      "constraint failed: UNIQUE constraint failed: made.id (1555).",
    ],
    [
      { query: "insert into made (id) values ('abc')" },
      "datatype mismatch (20).",
    ],
    [{ query: "   " }, "empty query."],
    [
      { query: "attach '/tmp/x.db' as x" },
      "ATTACH is not allowed: it reaches other files.",
    ],
  ])("with the reason: %p", async (json, reason) => {
    expect(await refuse(json)).toEqual({
      status: 400,
      message: `Failed to execute query. Raw error:\n${reason}`,
      data: {},
    });
  });

  test.each([[{}], [{ query: "" }], [{ query: null }]])(
    "when there is none: %p",
    async (json) => {
      expect((await refuse(json)).data).toMatchObject({
        query: { code: "validation_required" },
      });
    },
  );

  test.each([[{ query: ["a"] }], [{ query: {} }], [[1]]])(
    "when it is no text: %p",
    async (json) => {
      expect(await refuse(json)).toMatchObject({ status: 400, data: {} });
    },
  );

  test("and undone as a whole", async () => {
    await refuse({
      query: "create table undone (a); insert into undone values (1); invalid",
    });
    const found = await api.app.database.get(
      sql`select 1 from sqlite_master where name = 'undone'`,
    );
    expect(found).toBeUndefined();
  });

  test("to all but superusers", async () => {
    const json = { query: "delete from made" };
    expect(
      (await readError(await api.send("POST /api/sql", { json }))).status,
    ).toBe(401);
    const token = await tokenOfUser(api);
    const asUser = await api.send("POST /api/sql", { json, token });
    expect((await readError(asUser)).status).toBe(403);
    expect((await run("select count(*) > 0 from made")).rows).toEqual([["1"]]);
  });
});
