import { describe, expect, test } from "bun:test";
import { array, assert, asyncProperty, constantFrom } from "fast-check";
import type { Json } from "../../../src/core/json.ts";
import {
  codesOf,
  messageOf,
  openCollections,
  text,
  type TestFolder,
} from "./open-collections.ts";

async function posts(): Promise<TestFolder> {
  const folder = await openCollections();
  await folder.collections.create({
    name: "posts",
    id: "posts_id",
    fields: [
      text("title", { id: "t1", max: 20 }),
      text("body", { id: "t2", hidden: true }),
      {
        type: "select",
        name: "tags",
        id: "s1",
        values: ["a", "b"],
        maxSelect: 2,
      },
      {
        type: "relation",
        name: "owner",
        id: "r1",
        collectionId: "_pb_users_auth_",
        maxSelect: 1,
      },
      { type: "number", name: "count", id: "n1" },
    ],
  });
  await folder.execute(
    `insert into posts (id, title, body, tags, owner) values ('aaa', 'T1', 'B1', '["a","b"]', 'u1'), ('bbb', 'T2', '', '[]', '')`,
  );
  return folder;
}

describe("the fields of a view follow from its query", () => {
  const cases: readonly [query: string, fields: string][] = [
    ["select id, title, tags from posts", "id:text title:text:20 tags:select"],
    ["select id, title as t, body b from posts", "id:text t:text:20 b:text"],
    [
      'SELECT p.`id`, p.[title], "p"."tags" FROM posts AS p',
      "id:text title:text:20 tags:select",
    ],
    [
      "select id, id as post, owner from posts",
      "id:text post:relation:posts_id owner:relation:_pb_users_auth_",
    ],
    [
      "select posts.id, u.id as user, u.email from posts left join users u on u.id = posts.owner",
      "id:text user:relation:_pb_users_auth_ email:email",
    ],
    [
      "select a.id, b.title from posts a, posts b where a.id = b.id",
      "id:text title:text:20",
    ],
    [
      "select a.id, b.title from posts a\ninner\tjoin (select id, title from posts) b using (id)",
      "id:text title:json",
    ],
    [
      "select max(id) as id, count(*) as n, count( distinct title ) m, total(count) t, sum(count) s from posts",
      "id:text n:number:int m:number:int t:number s:json",
    ],
    [
      "select id, cast(count as int) a, cast(count as REAL) b, cast (title as text) c, cast(count as bool) d, cast(title as blob) e from posts",
      "id:text a:number:int b:number c:text d:bool e:json",
    ],
    [
      "select id, count + 1 as next, title || '' as same, 'x, y' as fixed, null as none from posts",
      "id:text next:json same:json fixed:json none:json",
    ],
    [
      "select id, case when title = '' then 1 else 2 end as k, (select count(*) from users) as users from posts",
      "id:text k:json users:json",
    ],
    [
      "select id, title /* from users, */ from posts -- where",
      "id:text title:text:20",
    ],
    [
      "select distinct id, title from posts where title != 'from' group by id order by title limit 5;",
      "id:text title:text:20",
    ],
    [
      "with posts as (select id, title from users join (select 1 as title)) select id, title from posts",
      "id:text title:json",
    ],
    [
      "select id, title from posts union select id, name from users",
      "id:text title:text:20",
    ],
    [
      "select (row_number() over ()) as id, title from posts",
      "id:text title:text:20",
    ],
    ["select 1 as id, x.value from json_each('[1]') x", "id:text value:json"],
    ["select id, Title as t from POSTS", "id:text t:text:20"],
  ];
  test.each(cases)("%s", async (query, fields) => {
    await using folder = await posts();
    const { fields: found } = await folder.collections.dryRunView({ query });
    expect(
      (found as { [option: string]: Json }[]).map(describeField).join(" "),
    ).toBe(fields);
  });

  function describeField(field: { [option: string]: Json }): string {
    const detail =
      field["collectionId"] ??
      (field["onlyInt"] === true ? "int" : (field["max"] ?? 0));
    return `${String(field["name"])}:${String(field["type"])}${detail === 0 ? "" : `:${String(detail)}`}`;
  }
});

test("a dry run shows the first rows as records, without hidden fields", async () => {
  await using folder = await posts();
  const { sample } = await folder.collections.dryRunView({
    query: "select id, title, body, tags, 5 as n from posts order by id",
  });
  expect(sample).toEqual([
    {
      collectionId: expect.stringMatching(/^pbc_\d+$/),
      collectionName: expect.stringMatching(/^temp_view_/),
      id: "aaa",
      n: 5,
      tags: ["a", "b"],
      title: "T1",
    },
    {
      collectionId: expect.any(String),
      collectionName: expect.any(String),
      id: "bbb",
      n: 5,
      tags: [],
      title: "T2",
    },
  ] as never);
  expect(
    await folder.query("select 1 from sqlite_schema where type = 'view'"),
  ).toEqual([]);
});

describe("a query is no view", () => {
  const cases = [
    "select * from posts",
    "select posts.*, 1 as id from posts",
    "select title from posts",
    "select nope as id from posts",
    "select id from nope",
    "select id from posts; drop table posts",
    "select id from posts) union select id from (users",
    "select id from posts /* ",
    "select 'a as id",
    "delete from posts",
    "select '' as id",
    "select null as id",
    "select 1 as id union all select 1",
    "select id, count(*) from posts",
    "select id, 1 as expand from posts",
    "select id, title as a, body as a from posts",
    ";",
  ];
  test.each(cases)("%s", async (query) => {
    await using folder = await posts();
    expect(
      await messageOf(folder.collections.dryRunView({ query })),
    ).toStartWith("Invalid view query. Raw error: ");
    const codes = await codesOf(
      folder.collections.create({ name: "v", type: "view", viewQuery: query }),
    );
    expect(codes).toMatchObject({ viewQuery: "validation_invalid_view_query" });
    expect(await folder.query("select count(*) as n from posts")).toEqual([
      { n: 2 },
    ]);
  });

  test("nothing, or more than 5,000 characters", async () => {
    await using folder = await posts();
    expect(await codesOf(folder.collections.dryRunView({}))).toEqual({
      query: "validation_required",
    });
    const long = { query: "x".repeat(5001) };
    expect(await codesOf(folder.collections.dryRunView(long))).toEqual({
      query: "validation_length_too_long",
    });
  });

  test("whatever is thrown together from SQL is a view or refused, and changes nothing", async () => {
    await using folder = await posts();
    const piece = constantFrom(
      ..."select from posts users id title as , ( ) * . ; -- /* */ ' \" ` [ ] where join on with union all distinct count cast int case when end 1 0x \0 \n drop table".split(
        " ",
      ),
    );
    const before = await folder.schemaOf("posts");
    await assert(
      asyncProperty(array(piece, { maxLength: 20 }), async (pieces) => {
        const query = `select id ${pieces.join(" ")} from posts`;
        await messageOf(folder.collections.dryRunView({ query }));
      }),
      { numRuns: 200 },
    );
    expect(await folder.schemaOf("posts")).toEqual(before);
    expect(await folder.query("select count(*) as n from posts")).toEqual([
      { n: 2 },
    ]);
  });
});

test("a view refuses write rules, indexes and an empty query", async () => {
  await using folder = await posts();
  expect(
    await codesOf(
      folder.collections.create({
        name: "v",
        type: "view",
        viewQuery: "select id from posts",
        createRule: "",
        updateRule: "id = ''",
        indexes: ["create index a on v (id)"],
      }),
    ),
  ).toEqual({
    createRule: "validation_nil",
    updateRule: "validation_nil",
    indexes: "validation_indexes_not_supported",
  });
  expect(
    await codesOf(folder.collections.create({ name: "v", type: "view" })),
  ).toEqual({
    fields: "validation_required",
    viewQuery: "validation_required",
  });
});

describe("a query that takes long stops nothing else", () => {
  const query = (n: number) =>
    `with recursive numbers as (select 1 as i union all select i + 1 from numbers where i < ${n}) select max(i) as id from numbers`;
  const works: [string, (folder: TestFolder) => Promise<unknown>][] = [
    [
      "tried",
      ({ collections }) => collections.dryRunView({ query: query(1.5e6) }),
    ],
    [
      "created",
      ({ collections }) =>
        collections.create({
          name: "v",
          type: "view",
          viewQuery: query(1.5e6),
        }),
    ],
    [
      "changed",
      ({ collections }) =>
        collections.update("seen", { viewQuery: query(1.5e6) }),
    ],
    [
      "imported",
      ({ collections }) =>
        collections.importAll({
          collections: [{ name: "v", type: "view", viewQuery: query(1.5e6) }],
        }),
    ],
  ];
  test.each(works)("when it is %s", async (_, work) => {
    await using folder = await posts();
    await folder.collections.create({
      name: "seen",
      type: "view",
      viewQuery: "select id from posts",
    });
    let turns = 0;
    const clock = setInterval(() => turns++, 10);
    const began = performance.now();
    await work(folder);
    clearInterval(clock);
    expect(turns).toBeGreaterThan((performance.now() - began) / 40);
  });
});

test("a view cannot read itself", async () => {
  await using folder = await posts();
  await folder.collections.create({
    name: "v",
    type: "view",
    viewQuery: "select id from posts",
  });
  expect(
    await messageOf(
      folder.collections.update("v", { viewQuery: "select id from v" }),
    ),
  ).toContain("circularly");
  expect(await folder.query("select id from v order by id")).toEqual([
    { id: "aaa" },
    { id: "bbb" },
  ]);
});

test("ids that are no text become text", async () => {
  await using folder = await posts();
  await folder.collections.create({
    name: "v",
    type: "view",
    viewQuery: "select 5 as id, title from posts limit 1",
  });
  expect(await folder.query("select * from v")).toEqual([
    { id: "5", title: "T1" },
  ]);
});

test("a view's rules are judged by its inferred fields, whatever fields are sent", async () => {
  await using folder = await posts();
  const view = await folder.collections.create({
    name: "v",
    type: "view",
    viewQuery: "select id, title from posts",
    listRule: "title != ''",
    fields: [text("nope")],
  });
  expect(view.fields.map(({ name }) => name)).toEqual(["id", "title"]);
  expect(
    await codesOf(
      folder.collections.update("v", { viewQuery: "select id from posts" }),
    ),
  ).toEqual({ listRule: "validation_invalid_rule" });
});

test("a borrowed field keeps its id for as long as the view has it", async () => {
  await using folder = await posts();
  const view = await folder.collections.create({
    name: "v",
    type: "view",
    viewQuery: "select id, title from posts",
  });
  const after = await folder.collections.update("v", {
    listRule: "",
    viewQuery: "select id, body, title from posts",
  });
  expect(after.field.get("title")?.id).toBe(view.field.get("title")!.id);
});

describe("views follow what they read", () => {
  test("a new name of the view leaves none of the old", async () => {
    await using folder = await posts();
    await folder.collections.create({
      name: "v",
      type: "view",
      viewQuery: "select id from posts",
    });
    await folder.collections.update("v", { name: "w" });
    expect(
      await folder.query("select name from sqlite_schema where type = 'view'"),
    ).toEqual([{ name: "w" }]);
  });

  test("options of a source field", async () => {
    await using folder = await posts();
    await folder.collections.create({
      name: "v",
      type: "view",
      viewQuery: "select id, title, tags from posts",
    });
    await folder.collections.create({
      name: "w",
      type: "view",
      viewQuery: "select id, title as t from v",
    });
    const { fields } = folder.collections.present(
      folder.collections.find("posts")!,
    );
    await folder.collections.update("posts", {
      fields: (fields as { name: string }[]).map((field) =>
        field.name === "title"
          ? { ...field, max: 99 }
          : field.name === "tags"
            ? { ...field, maxSelect: 1 }
            : field,
      ),
    });
    expect(folder.collections.find("v")?.field.get("title")).toMatchObject({
      max: 99,
    });
    expect(folder.collections.find("v")?.field.get("tags")).toMatchObject({
      maxSelect: 1,
    });
    expect(folder.collections.find("w")?.field.get("t")).toMatchObject({
      max: 99,
    });
    expect(await folder.query("select tags from v order by id")).toEqual([
      { tags: "b" },
      { tags: "" },
    ]);
  });

  test("new names of a collection and its fields, through views of views", async () => {
    await using folder = await posts();
    const create = (name: string, viewQuery: string): Promise<unknown> =>
      folder.collections.create({
        name,
        type: "view",
        viewQuery,
        listRule: "",
      });
    await create(
      "plain",
      "select id, title, posts.body as b from posts where title != 'x'",
    );
    await create(
      "numbered",
      "select (row_number() over (order by id)) as id, title from posts -- all",
    );
    await create("chained", "select id, title from plain");
    await create(
      "expressed",
      "with x as (select id, body from posts) select id, body from x",
    );
    await create("other", "select id, email from users");
    const contents = async (): Promise<unknown> =>
      Promise.all(
        ["plain", "numbered", "chained", "expressed", "other"].map((name) =>
          folder.query(`select * from ${name} order by id`),
        ),
      );
    const before = await contents();
    const { fields } = folder.collections.present(
      folder.collections.find("posts")!,
    );
    await folder.collections.update("posts", {
      name: "articles",
      fields: (fields as { name: string }[]).map((field) =>
        field.name === "title"
          ? { ...field, name: "heading" }
          : field.name === "body"
            ? { ...field, name: "title" }
            : field,
      ),
    });
    expect(await contents()).toEqual(before as never);
    expect(folder.warnings).toEqual([]);
    const queryOf = (name: string): unknown =>
      folder.collections.present(folder.collections.find(name)!)["viewQuery"];
    expect(queryOf("plain")).toBe(
      'select id, "heading" as `title`, "articles"."title" as b from "articles" where "heading" != \'x\'',
    );
    expect(queryOf("chained")).toBe("select id, title from plain");
    expect(queryOf("other")).toBe("select id, email from users");
    expect(
      folder.collections
        .find("plain")
        ?.fields.map(({ name, type }) => `${name}:${type}`),
    ).toEqual(["id:text", "title:text", "b:text"]);
  });

  test("but keep a field that they read from going", async () => {
    await using folder = await posts();
    await folder.collections.create({
      name: "v",
      type: "view",
      viewQuery: "select id, title from posts",
    });
    expect(
      await messageOf(folder.collections.update("posts", { fields: [] })),
    ).toContain("Failed to update collection. Raw error: ");
    expect(folder.collections.find("posts")?.field.has("title")).toBe(true);
    expect(await folder.query("select title from v order by id")).toEqual([
      { title: "T1" },
      { title: "T2" },
    ]);
  });
});
