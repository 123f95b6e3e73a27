import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";
import { tokenOfUser } from "./token-of-user.ts";

const path = "/api/collections/notes/records";

let api: TestApp;
let user: string;
beforeAll(async () => {
  api = await openTestApp();
  user = await tokenOfUser(api);
  await api.sudo("POST /api/collections", {
    json: {
      name: "notes",
      listRule: "isPublic = true",
      fields: [
        { name: "text", type: "text" },
        { name: "rank", type: "number" },
        { name: "isPublic", type: "bool" },
        { name: "tags", type: "select", maxSelect: 2, values: ["a", "b"] },
        { name: "data", type: "json" },
        { name: "at", type: "geoPoint" },
        { name: "secret", type: "text", hidden: true },
        { name: "author", type: "relation", collectionId: "_pb_users_auth_" },
        { name: "made", type: "autodate", onCreate: true },
        { name: "changed", type: "autodate", onCreate: true, onUpdate: true },
      ],
    },
  });
  await api.sudo("POST /api/collections", {
    json: {
      name: "ranks",
      type: "view",
      listRule: "",
      viewQuery: "select id, text, rank from notes",
    },
  });
  await api.sudo("POST /api/collections", { json: { name: "locked" } });
  const values = Array.from({ length: 1_203 }, (_, rank) => ({
    text: `note ${rank}`,
    rank: rank % 7,
    isPublic: rank % 2 === 0,
    secret: `secret ${rank}`,
  }));
  await importNotes(values);
});
afterAll(() => api.close());

async function importNotes(values: readonly object[]): Promise<void> {
  const answer = await api.sudo(`POST ${path}/import`, { json: values });
  expect(answer.status).toBe(200);
}

async function exported(query: string, token?: string): Promise<string> {
  const answer = await api.send(`GET ${path}/export?${query}`, {
    ...(token !== undefined && { token }),
  });
  expect(answer.status).toBe(200);
  return answer.text();
}

async function listed(query: string, token: string): Promise<unknown[]> {
  const all: unknown[] = [];
  for (let page = 1; ; page++) {
    const answer = await api.send(
      `GET ${path}?perPage=1000&page=${page}&${query}`,
      { token },
    );
    const { items } = (await answer.json()) as { items: unknown[] };
    if (items.length === 0) return all;
    all.push(...items);
  }
}

describe("an export has what a list has", () => {
  test.each([
    "sort=-rank,text",
    "sort=text&filter=rank>3",
    "sort=-text&fields=text,data",
    "filter=rank=99",
    "sort=@rowid&expand=author",
  ])("all of it, for whom it is for: %s", async (query) => {
    for (const token of [api.token, user]) {
      const wanted = await listed(query, token);
      expect(JSON.parse(await exported(`format=json&${query}`, token))).toEqual(
        wanted,
      );
      const lines = await exported(`format=ndjson&${query}`, token);
      const read = lines
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as unknown);
      expect(read).toEqual(wanted);
      const rows = await exported(`format=csv&${query}`, token);
      expect(rows.split("\r\n")).toHaveLength(wanted.length + 2);
    }
  });

  test("of a view, too", async () => {
    const answer = await api.send(
      "GET /api/collections/ranks/records/export?format=csv&sort=text",
    );
    const lines = (await answer.text()).trim().split("\r\n");
    expect(lines[0]).toBe("id,text,rank");
    expect(lines).toHaveLength(1_204);
  });

  test("without what is hidden", async () => {
    const [others] = (await exported("format=csv", user)).split("\r\n");
    const [all] = (await exported("format=csv", api.token)).split("\r\n");
    expect(others).toBe(
      "id,text,rank,isPublic,tags,data,at,author,made,changed",
    );
    expect(all).toBe(
      "id,text,rank,isPublic,tags,data,at,secret,author,made,changed",
    );
    const named = await exported(
      "format=csv&fields=secret,text&sort=text",
      user,
    );
    expect(named).toStartWith("text\r\nnote 0\r\n");
  });

  test("without emails that are not shown, and never with passwords", async () => {
    const users = "GET /api/collections/users/records/export?format=csv";
    await api.sudo("PATCH /api/collections/users", { json: { listRule: "" } });
    const all = await (await api.sudo(users)).text();
    const some = await (await api.send(users)).text();
    expect(all).toContain("@example.com");
    expect(some).not.toContain("@example.com");
    expect(all).not.toMatch(/password|tokenKey/);
  });

  test.each([
    ["a rule for superusers only", "locked", "", 403],
    ["a collection that is not there", "nonsense", "", 404],
    ["a filter that makes no sense", "notes", "&filter=a+b", 400],
    [
      "a filter that is for superusers",
      "notes",
      "&filter=@collection.users.id!=''",
      403,
    ],
    ["an order that is another each time", "notes", "&sort=@random", 400],
  ])("or is refused for %s", async (_name, collection, query, status) => {
    const line = `GET /api/collections/${collection}/records/export?format=csv${query}`;
    expect((await readError(await api.send(line))).status).toBe(status);
  });

  test("or for a format that is not there", async () => {
    const answer = await api.send(`GET ${path}/export?format=xml`);
    expect((await readError(answer)).data).toHaveProperty("format");
  });
});

describe("CSV", () => {
  test("has the columns that are asked for, in their order", async () => {
    const text = await exported(
      "format=csv&fields=rank,text&sort=rank,text",
      user,
    );
    expect(text).toStartWith("rank,text\r\n0,note 0\r\n0,note 1008\r\n");
    const rest = await exported("format=csv&fields=tags,*", user);
    expect(rest).toStartWith("tags,id,text,rank,isPublic,data");
  });

  test("disarms what spreadsheets would run", async () => {
    const texts = [
      "=1+1",
      "+1",
      "-1",
      "@SUM(A1)",
      "\t=1",
      "'=1",
      "''quoted",
      `=cmd|' /C calc'!"A1"`,
    ];
    await importNotes(texts.map((text) => ({ text, rank: -1, data: text })));
    const query = "format=csv&fields=text,rank&filter=rank=-1&sort=@rowid";
    const lines = (await exported(query, api.token)).split("\r\n").slice(1, -1);
    expect(lines).toEqual([
      "'=1+1,-1",
      "'+1,-1",
      "'-1,-1",
      "'@SUM(A1),-1",
      "'\t=1,-1",
      "''=1,-1",
      "''quoted,-1",
      `"'=cmd|' /C calc'!""A1""",-1`,
    ]);
    const kept = await exported(`${query}&formulas=keep`, api.token);
    expect(kept.split("\r\n")[1]).toBe("=1+1,-1");
  });

  test("may begin with a mark for spreadsheets", async () => {
    const answer = await api.sudo(`GET ${path}/export?format=csv&bom=true`);
    const bytes = await answer.bytes();
    expect(Array.from(bytes.subarray(0, 5))).toEqual([
      0xef, 0xbb, 0xbf, 0x69, 0x64,
    ]);
  });
});

test("what was exported is imported as it was", async () => {
  const before = await listed("sort=id", api.token);
  for (const format of ["csv", "json", "ndjson"]) {
    const file = await exported(`format=${format}`, api.token);
    await api.sudo("DELETE /api/collections/notes/truncate");
    const answer = await api.sudo(`POST ${path}/import?format=${format}`, {
      body: file,
      headers: { "Content-Type": "application/octet-stream" },
    });
    expect(await answer.json()).toMatchObject({ created: before.length });
    expect(await listed("sort=id", api.token)).toEqual(before);
  }
});

describe("the answer", () => {
  test("is a file of the collection's name", async () => {
    const answer = await api.sudo(`GET ${path}/export?format=csv`);
    expect(answer.headers.get("content-disposition")).toMatch(
      /^attachment; filename="notes-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(answer.headers.get("content-type")).toBe(
      "text/csv; charset=utf-8; header=present",
    );
    await answer.body?.cancel();
  });

  test("to HEAD is the same without the file, which is not made", async () => {
    const answer = await api.sudo(`HEAD ${path}/export?format=json`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/json");
    // Nobody knows how long it would be.
    expect(answer.headers.get("content-length")).toBeNull();
    expect(await answer.text()).toBe("");
    const refusal = await api.send(
      "HEAD /api/collections/locked/records/export?format=json",
    );
    expect(refusal.status).toBe(403);
  });

  test("breaks off when the rule has changed since it began", async () => {
    const { listRule } = api.app.collections.find("notes")!;
    const answer = await api.send(`GET ${path}/export?format=ndjson`);
    const reader = answer.body!.getReader();
    expect((await reader.read()).done).toBe(false);
    await api.sudo("PATCH /api/collections/notes", {
      json: { listRule: null },
    });
    await expect(reader.read()).rejects.toThrow("changed meanwhile");
    await api.sudo("PATCH /api/collections/notes", { json: { listRule } });
  });
});

test("a record whose id is `export` is viewed, changed and deleted as any other", async () => {
  await api.sudo("POST /api/collections", {
    json: {
      name: "words",
      fields: [
        {
          name: "id",
          type: "text",
          primaryKey: true,
          required: true,
          system: true,
          min: 1,
          max: 20,
          pattern: "^[a-z]+$",
        },
        { name: "text", type: "text" },
      ],
    },
  });
  const words = "/api/collections/words/records";
  await api.sudo(`POST ${words}`, { json: { id: "export", text: "a" } });
  const viewed = await api.sudo(`GET ${words}/export?fields=text`);
  expect(await viewed.json()).toEqual({ text: "a" });
  const changed = await api.sudo(`PATCH ${words}/export`, {
    json: { text: "b" },
  });
  expect(await changed.json()).toMatchObject({ text: "b" });
  const file = await api.sudo(`GET ${words}/export?format=csv`);
  expect(await file.text()).toBe("id,text\r\nexport,b\r\n");
  expect((await api.sudo(`DELETE ${words}/export`)).status).toBe(204);
  expect((await api.sudo(`GET ${words}/export`)).status).toBe(404);
});
