import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  type Libredms,
  listIn,
  openLibredms,
  type Person,
} from "./open-libredms.ts";

let library: Libredms;
let root: Person;
let ann: Person;
let ben: Person;
const titles = [
  "100% sure",
  "100 times",
  "snake_case",
  "snakeXcase",
  'say "hello"',
  "it's",
  "back\\slash",
  "@request.auth.id",
  "a || b && (c)",
  "// no comment",
];
beforeAll(async () => {
  library = await openLibredms();
  root = await library.join("1", { name: "Ruth Root" });
  ann = await library.join("4", { name: "Ann Regular" });
  ben = await library.join("4", { name: "Ben Regular" });
  for (const title of titles) await library.write(ann, { title });
  await library.write(ben, { title: "Ben's 100%", access: "private" });
  await library.write(ben, { title: "Ben's OPEN book", access: "public" });
});
afterAll(() => library.close());

const search = (what: string, query: string, as: Person) =>
  library.ask(`GET /api/search/${what}?${query}`, as);
const q = (text: string) => `limit=100&q=${encodeURIComponent(text)}`;

describe("searching documents", () => {
  const finds: [text: string, found: string[]][] = [
    ["SNAKE", ["snakeXcase", "snake_case"]],
    ["snake_", ["snake_case"]],
    ["100%", ["100% sure"]],
    ["%", ["100% sure"]],
    ['"hello"', ['say "hello"']],
    ["it's", ["it's"]],
    ["back\\slash", ["back\\slash"]],
    ["\\", ["back\\slash"]],
    ["@request.auth.id", ["@request.auth.id"]],
    ["@collection.users.id", []],
    ["|| b && (", ["a || b && (c)"]],
    ["// no", ["// no comment"]],
    ['" || id != "', []],
    ['x" || title ~ "', []],
    ["\\u0022", []],
    [".", ["@request.auth.id"]],
    ["open book", ["Ben's OPEN book"]],
    ["Ben", ["Ben's OPEN book"]],
  ];
  test.each(finds)("for %s", async (text, found) => {
    const answer = await search("documents", q(text), ann);
    expect(answer.status).toBe(200);
    expect(listIn(answer).map(({ title }) => title)).toEqual(found);
    expect(answer.body["metadata"]).toMatchObject({ total: found.length });
  });

  test("finds for the superadministrator what is private", async () => {
    const answer = await search("documents", "query=ben", root);
    expect(listIn(answer).map(({ title }) => title)).toEqual([
      "Ben's OPEN book",
      "Ben's 100%",
    ]);
  });

  test("tells whose they are", async () => {
    const answer = await search("documents", q("open book"), ann);
    const { id, name } = ben;
    expect(listIn(answer)).toEqual([
      {
        id: expect.any(String),
        title: "Ben's OPEN book",
        type: "text",
        access: "public",
        userId: id,
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
        User: { id, name, roleId: 4 },
      },
    ]);
  });

  test("in stretches", async () => {
    const answer = await search("documents", "q=s&limit=2&offset=1", ann);
    expect(listIn(answer)).toHaveLength(2);
    expect(answer.body["metadata"]).toMatchObject({
      currentPage: 1,
      pageSize: 2,
    });
  });
});

describe("searching users", () => {
  test("gives those whom the one who searches may see", async () => {
    const own = await search("users", q("regular"), ann);
    expect(listIn(own)).toEqual([{ id: ann.id, name: ann.name }]);
    const all = await search("users", q("REGULAR"), root);
    expect(listIn(all).map(({ name }) => name)).toEqual([ann.name, ben.name]);
    const none = await search("users", q("ruth"), ann);
    expect(listIn(none)).toEqual([]);
  });

  test("finds none that is deleted", async () => {
    const gone = await library.join("4", { name: "Gone Away" });
    await library.ask(`DELETE /api/users/${gone.id}`, gone);
    const answer = await search("users", q("gone"), root);
    expect(listIn(answer)).toEqual([]);
  });
});

describe.each(["users", "documents"])("searching %s", (what) => {
  test.each(["", "q=", "q=%20%09", "query=", "limit=5", "q[a]=b"])(
    "for nothing (%s) is refused",
    async (query) => {
      const { status, body } = await search(what, query, ann);
      expect(status).toBe(400);
      expect(body).toEqual({
        message: "Please provide a valid query string for the search",
      });
    },
  );

  test.each(["q=%00", `q=${"x".repeat(5000)}`])(
    "for what cannot be searched for is refused",
    async (query) => {
      expect((await search(what, query, ann)).status).toBe(400);
    },
  );

  test("is for those who are logged in", async () => {
    const answer = await library.ask(`GET /api/search/${what}`);
    expect(answer.status).toBe(401);
  });
});
