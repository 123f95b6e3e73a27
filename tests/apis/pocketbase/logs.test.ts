import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";

let api: TestApp;
let userToken: string;

/** Entries as a PocketBase folder has them. */
const entries = [
  {
    id: "aaaaaaaaaaaaaaa",
    level: 0,
    message: "GET /api/one",
    data: '{"status":200,"auth":"","execTime":0.5,"url":"/api/one","nested":{"list":[1,"two"]}}',
    created: "2022-05-01 10:00:00.123Z",
  },
  {
    id: "bbbbbbbbbbbbbbb",
    level: 8,
    message: "GET /api/two",
    data: '{"status":400,"auth":"users","execTime":12,"url":"/api/two","error":"no"}',
    created: "2022-05-02 10:59:59.999Z",
  },
  {
    id: "ccccccccccccccc",
    level: 4,
    message: "[job] it's odd",
    data: "{}",
    created: "2022-05-02 10:00:00.000Z",
  },
  // What other programs may have left.
  {
    id: "ddddddddddddddd",
    level: -4,
    message: "",
    data: "no json",
    created: "",
  },
  {
    id: "eeeeeeeeeeeeeee",
    level: 0,
    message: "list",
    data: "[1]",
    created: "2022-05-03 00:00:00Z",
  },
];

beforeAll(async () => {
  api = await openTestApp();
  const person = { email: "ann@example.com", password: "long enough" };
  await api.sudo("POST /api/collections/users/records", {
    json: { ...person, passwordConfirm: person.password },
  });
  const users = api.app.collections.find("users")!;
  const user = await api.app.records.findBy(users, "email", person.email);
  userToken = api.app.auth.issueToken(user!);
  await api.app.logs.clear();
  // Nothing of this test's own requests is to come among them.
  await api.app.settings.update({ logs: { minLevel: 99 } });
  await api.app.logs.flush();
  for (const { id, level, message, data, created } of entries) {
    await api.app.auxiliary.run(
      sql`insert into _logs (id, level, message, data, created) values (${id}, ${level}, ${message}, ${data}, ${created})`,
    );
  }
});
afterAll(() => api.close());

interface Listed {
  readonly items: readonly { readonly id: string }[];
  readonly page: number;
  readonly perPage: number;
  readonly totalItems: number;
  readonly totalPages: number;
}

type Query = Readonly<Partial<Record<string, string>>>;

const get = (path: string, query: Query = {}) =>
  api.sudo(
    `GET ${path}?${new URLSearchParams(query as Record<string, string>).toString()}`,
  );

/** The first letters of the ids of what is found. */
async function found(query: Query): Promise<string> {
  const answer = await get("/api/logs", query);
  expect(answer.status).toBe(200);
  const { items } = (await answer.json()) as Listed;
  return items.map(({ id }) => id[0]).join("");
}

describe("every route is for superusers", () => {
  test.each([
    "GET /api/logs",
    "GET /api/logs/stats",
    "GET /api/logs/aaaaaaaaaaaaaaa",
    "DELETE /api/logs",
  ])("%s", async (line) => {
    expect(await readError(await api.send(line))).toEqual({
      status: 401,
      message: "The request requires valid record authorization token.",
      data: {},
    });
    const asUser = await readError(await api.send(line, { token: userToken }));
    expect(asUser).toMatchObject({ status: 403, data: {} });
  });
});

describe("GET /api/logs", () => {
  test("shows entries in the order in which they were written", async () => {
    const list = (await (await get("/api/logs")).json()) as Listed;
    expect(list).toEqual({
      items: [
        {
          id: "aaaaaaaaaaaaaaa",
          created: "2022-05-01 10:00:00.123Z",
          data: {
            status: 200,
            auth: "",
            execTime: 0.5,
            url: "/api/one",
            nested: { list: [1, "two"] },
          },
          message: "GET /api/one",
          level: 0,
        },
        expect.anything(),
        expect.anything(),
        {
          id: "ddddddddddddddd",
          created: "",
          data: {},
          message: "",
          level: -4,
        },
        {
          id: "eeeeeeeeeeeeeee",
          created: "2022-05-03 00:00:00.000Z",
          data: {},
          message: "list",
          level: 0,
        },
      ] as never,
      page: 1,
      perPage: 30,
      totalItems: 5,
      totalPages: 1,
    });
  });

  test.each([
    [{ filter: "level > 0" }, "bc"],
    [{ filter: "data.status > 200" }, "b"],
    [{ filter: "data.auth = 'users'" }, "b"],
    [{ filter: "data.url ~ 'api' && level = 0" }, "a"],
    [{ filter: "data.nested.list.1 = 'two'" }, "a"],
    [{ filter: "data.error != ''" }, "abcde"],
    [{ filter: "data.error ?~ 'n'" }, "b"],
    [{ filter: 'message ~ "it\'s"' }, "c"],
    [{ filter: "created >= '2022-05-02' && created < '2022-05-03'" }, "bc"],
    [{ filter: "id = 'ccccccccccccccc'" }, "c"],
    [{ filter: "data ~ 'two'" }, "ab"],
    [{ filter: "created > @now" }, ""],
    [{ sort: "-@rowid" }, "edcba"],
    [{ sort: "-level,created" }, "bcaed"],
    [{ sort: "-data.status,-@rowid" }, "baedc"],
    [{ sort: "-data.execTime", perPage: "2" }, "ba"],
    [{ page: "2", perPage: "2" }, "cd"],
  ])("filters and sorts, number %#", async (query, ids) => {
    expect(await found(query as Query)).toBe(ids);
  });

  test("counts, and does not where that is not wanted", async () => {
    const query = { filter: "level >= 0", perPage: "3" };
    const counted = (await (await get("/api/logs", query)).json()) as Listed;
    expect(counted).toMatchObject({ totalItems: 4, totalPages: 2 });
    const skipTotal = { ...query, skipTotal: "true" };
    const bare = (await (await get("/api/logs", skipTotal)).json()) as Listed;
    expect(bare).toMatchObject({ totalItems: -1, totalPages: -1 });
    const much = await get("/api/logs", { perPage: "5000" });
    expect(await much.json()).toMatchObject({ perPage: 1000 });
  });

  test("picks fields", async () => {
    const answer = await get("/api/logs", { fields: "id", perPage: "1" });
    expect(await answer.json()).toMatchObject({
      items: [{ id: "aaaaaaaaaaaaaaa" }],
    });
  });

  test.each([
    { filter: "(((" },
    { filter: "updated > '2022'" },
    { filter: "data..a = 1" },
    { filter: "data. = 1" },
    { filter: "@rowid > 1" },
    { filter: "datax.a = 1" },
    { filter: "level.a = 1" },
    { filter: "@collection.users.id != ''" },
    { filter: "@request.auth.id != ''" },
    { filter: "_logs.id != ''" },
    { filter: "sqlite_version() = 1" },
    { filter: `level = ${"1 && level = ".repeat(250)}1` },
    { filter: `message = '${"x".repeat(4000)}'` },
    { sort: "rowid" },
    { sort: "data" + ".a".repeat(300) },
    { sort: "level; drop table _logs" },
    { sort: "(select 1)" },
    { page: "one" },
    { perPage: "1.5" },
  ] as readonly Query[])("refuses nonsense, number %#", async (query) => {
    const answer = await get("/api/logs", query);
    expect(await readError(answer)).toMatchObject({ status: 400, data: {} });
  });

  test.each([
    { filter: `data.a'b = 1` },
    { filter: `data.a"b = 1` },
    { filter: `data.a\\b = 1` },
    { filter: `data.a') or 1=1 -- = 1` },
    { filter: `message = "'; drop table _logs; --"` },
    { filter: `message ~ '%_\\\\'` },
    { sort: `data.a'),(select id from _logs)` },
  ] as readonly Query[])(
    "nothing gets out of its place, number %#",
    async (query) => {
      const answer = await get("/api/logs", query);
      expect([200, 400]).toContain(answer.status);
      if (answer.status === 200) {
        expect(await answer.json()).toMatchObject({ totalItems: 0 });
      }
      expect(await found({})).toBe("abcde");
    },
  );
});

describe("GET /api/logs/stats", () => {
  test("counts by the hour", async () => {
    const answer = await get("/api/logs/stats", { filter: "created != ''" });
    expect(await answer.json()).toEqual([
      { date: "2022-05-01 10:00:00.000Z", total: 1 },
      { date: "2022-05-02 10:00:00.000Z", total: 2 },
      { date: "2022-05-03 00:00:00.000Z", total: 1 },
    ]);
  });

  test("counts what the filter lets through", async () => {
    const answer = await get("/api/logs/stats", {
      filter: "data.status > 200",
    });
    expect(await answer.json()).toEqual([
      { date: "2022-05-02 10:00:00.000Z", total: 1 },
    ]);
  });

  test("refuses a filter that makes no sense", async () => {
    const answer = await get("/api/logs/stats", { filter: "(" });
    expect(await readError(answer)).toMatchObject({ status: 400 });
  });
});

describe("GET /api/logs/{id}", () => {
  test("shows one entry", async () => {
    const answer = await get("/api/logs/bbbbbbbbbbbbbbb", {
      fields: "id,data.error",
    });
    expect(await answer.json()).toEqual({
      id: "bbbbbbbbbbbbbbb",
      data: { error: "no" },
    });
  });

  test.each(["missing", "%27%20or%201=1", "%E4"])(
    "is a 404 or 400 for %s",
    async (id) => {
      const answer = await get(`/api/logs/${id}`);
      expect([404, 400]).toContain((await readError(answer)).status);
    },
  );
});

test("DELETE /api/logs removes all", async () => {
  expect((await api.sudo("DELETE /api/logs")).status).toBe(204);
  expect(await found({})).toBe("");
});
