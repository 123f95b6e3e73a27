import { describe, expect, test } from "bun:test";
import { array, assert, asyncProperty, constantFrom } from "fast-check";
import { codesOf, messageOf, type TestFolder } from "../open-collections.ts";
import { openPosts } from "./open-posts.ts";

test("a dry run shows the first rows as records, without hidden fields", async () => {
  await using folder = await openPosts();
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
    await using folder = await openPosts();
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
    await using folder = await openPosts();
    expect(await codesOf(folder.collections.dryRunView({}))).toEqual({
      query: "validation_required",
    });
    const long = { query: "x".repeat(5001) };
    expect(await codesOf(folder.collections.dryRunView(long))).toEqual({
      query: "validation_length_too_long",
    });
  });

  test("whatever is thrown together from SQL is a view or refused, and changes nothing", async () => {
    await using folder = await openPosts();
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
  await using folder = await openPosts();
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
    await using folder = await openPosts();
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
  await using folder = await openPosts();
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
