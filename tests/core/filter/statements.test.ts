import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { defineCollection } from "../../../src/core/collections/collection.ts";
import { prepareFilter } from "../../../src/core/filter/prepare-filter.ts";
import { blogCollections, by, openBlog } from "./blog.ts";
import { guestRequest, superuserRequest, type Tables } from "./open-tables.ts";
import type { RequestInfo } from "../../../src/core/request.ts";
import { lookupOf } from "./sample-collections.ts";

let blog: Tables;
beforeAll(async () => {
  blog = await openBlog();
});
afterAll(() => blog[Symbol.asyncDispose]());

const rule = "@request.auth.id != '' && author = @request.auth.id";

describe("filters have the same key", () => {
  test("when they differ in values only, and then the same SQL", () => {
    const prepare = (id: string, title: string) =>
      blog.prepare("posts", {
        rule,
        filter: `title = '${title}' && views > ${title.length}`,
        sort: "-at",
        request: by(id),
      });
    const [one, other] = [prepare("ann", "x"), prepare("bob", "it\\'s")];
    expect(other.key).toBe(one.key);
    expect(blog.compile("posts", other).text).toBe(
      blog.compile("posts", one).text,
    );
    expect(one.values).toEqual({
      f0: "ann",
      f1: "",
      f2: "ann",
      f3: "x",
      f4: 1,
    });
  });
});

describe("filters have another key", () => {
  const base = { rule, filter: "title = 'a'", sort: "at", request: by("ann") };
  test.each([
    ["for a guest", { request: guestRequest }],
    ["for a superuser", { request: superuserRequest }],
    ["with an empty value", { filter: "title = ''" }],
    ["with a number for text", { filter: "title = 1" }],
    ["with another operator", { filter: "title != 'a'" }],
    ["for any for all", { filter: "title ?= 'a'" }],
    ["with another field", { filter: "kind = 'a'" }],
    ["grouped otherwise", { filter: "title = 'a' || id = 'b'" }],
    ["with another rule", { rule: "author = @request.auth.id" }],
    ["with another sort", { sort: "-at" }],
    ["with another alias", { alias: "other" }],
    ["without a filter", { filter: "" }],
  ])("%s", (_, change) => {
    const one = blog.prepare("posts", base);
    const other = blog.prepare("posts", { ...base, ...change });
    expect(other.key).not.toBe(one.key);
  });

  test("when values are missing, empty or of another type", () => {
    const key = (body: Record<string, unknown>) =>
      blog.prepare("posts", {
        rule: "@request.body.title = title && @request.body.kind:isset = true && @request.body.editors.name ?= '' && @request.body.tags:changed = true",
        request: { ...guestRequest, body },
      }).key;
    const bodies = [
      {},
      { title: "a" },
      { title: "" },
      { title: 1 },
      { title: true },
      { kind: null },
      { editors: ["a"] },
      { editors: ["a", "b"] },
      { tags: ["a"] },
    ];
    expect(new Set(bodies.map(key)).size).toBe(bodies.length);
    expect(key({ title: "b" })).toBe(key({ title: "a" }));
    expect(key({ editors: ["a", "b"] })).toBe(
      key({ editors: ["c", "d", "e"] }),
    );
  });

  test("when a collection that takes part has changed, be it by its fields, its rule or its being there", () => {
    const at = (changes: { readonly [name: string]: object | undefined }) => {
      const list = blogCollections.flatMap((one) => {
        if (!(one.name in changes)) return [one];
        const change = changes[one.name];
        return change === undefined
          ? []
          : [defineCollection({ ...one, ...change })];
      });
      return () => {
        const collections = lookupOf(list);
        return prepareFilter(collections, {
          collection: collections.find("posts")!,
          filter: "author.team.name = 'Red'",
          request: guestRequest,
        });
      };
    };
    const now = at({});
    const { key } = now();
    expect(now().key).toBe(key);
    expect(at({ comments: { listRule: null } })().key).toBe(key);
    expect(at({ teams: { listRule: "name != ''" } })().key).not.toBe(key);
    expect(at({ posts: {} })().key).not.toBe(key);
    expect(at({ users: { name: "people" } })().key).not.toBe(key);
    expect(at({ teams: { listRule: null } })).toThrow("teams");
    expect(at({ teams: { fields: [] } })).toThrow("name");
    expect(at({ teams: undefined })).toThrow("author.team.name");
  });
});

describe("SQL that is no more than needed", () => {
  const build = (input: object) =>
    blog.prepare("posts", input).build(blog.database.dialect);

  test("nothing to filter by is no condition", () => {
    for (const input of [{}, { rule: "", filter: "", sort: "" }]) {
      expect(build(input)).toEqual({
        joins: undefined,
        where: undefined,
        orderBy: undefined,
        sortValues: [],
        distinct: false,
      });
    }
  });

  test.each([
    ["title = 'a'", false],
    ["author.name = 'a'", false],
    ["author.team.lead.name = 'a'", false],
    ["author.profiles_via_user.bio = 'a'", false],
    ["title:each = 'a'", false],
    ["tags:length = 1", false],
    ["editors.name ?= 'a'", true],
    ["comments_via_post.body = 'a'", true],
    ["tags:each ?= 'a'", true],
    ["@collection.users.name ?= 'a'", true],
  ])("%s can multiply rows: %p", (filter, distinct) => {
    expect(build({ filter, request: superuserRequest }).distinct).toBe(
      distinct,
    );
  });

  test("what is known of the request beforehand is not asked of the database", () => {
    const text = (request: RequestInfo) =>
      blog.compile("posts", blog.prepare("posts", { rule, request })).text;
    expect(text(by("ann"))).toEndWith("where (`posts`.`author` = ?)");
    expect(text(guestRequest)).toEndWith("where (1 = 0)");
  });

  test("a path is joined once, by rule, filter and sort", () => {
    const { text } = blog.compile(
      "posts",
      blog.prepare("posts", {
        rule: "author.name != 'x' && author.team != ''",
        filter: "author.verified = true",
        sort: "author.name",
        request: superuserRequest,
      }),
    );
    expect(text.match(/left join/g)).toHaveLength(1);
  });
});

test.each([
  ["posts", "title = 'a'"],
  ["posts", "title = ''"],
  ["posts", "title = 5"],
  ["posts", "title > 'a'"],
  ["posts", "at >= @todayStart"],
  ["posts", "author = @request.auth.id"],
  ["posts", "@request.auth.id != '' && (title = 'a' || title = 'b')"],
])("an index serves %s: %s", async (name, filter) => {
  const { database } = blog;
  for (const column of ["title", "at", "author"]) {
    await database.run(
      sql`create index if not exists ${sql.identifier(`by_${column}`)} on posts (${sql.identifier(column)})`,
    );
  }
  const prepared = blog.prepare(name, { rule: filter, request: by("ann") });
  const { where } = prepared.build(database.dialect);
  const plan = await database.all<{ detail: string }>(
    sql`explain query plan select id from posts where ${where}`,
    prepared.values,
  );
  for (const { detail } of plan) {
    expect(detail).toMatch(/^SEARCH posts|^MULTI-INDEX|^INDEX \d/);
  }
});
