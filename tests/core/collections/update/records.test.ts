import { describe, expect, test } from "bun:test";
import type { Json } from "../../../../src/core/json.ts";
import {
  codesOf,
  messageOf,
  openCollections,
  text,
  type TestFolder,
} from "../open-collections.ts";

describe("an update carries the records along", () => {
  async function posts(): Promise<TestFolder> {
    const folder = await openCollections();
    await folder.collections.create({
      name: "posts",
      fields: [
        text("title", { id: "t1" }),
        text("body", { id: "t2" }),
        {
          type: "select",
          name: "tags",
          id: "s1",
          values: ["a", "b", "c"],
          maxSelect: 1,
        },
        {
          type: "relation",
          name: "owners",
          id: "r1",
          collectionId: "_pb_users_auth_",
          maxSelect: 3,
        },
      ],
      indexes: [
        "create index by_title on posts (title)",
        "create index by_body on posts (lower(body))",
      ],
    });
    await folder.execute(
      `insert into posts (id, title, body, tags, owners) values ('a', 'T1', 'B1', 'a', '["u1","u2"]'), ('b', 'T2', '', '', '[]'), ('c', 'T3', 'B3', '["b"]', 'u9')`,
    );
    return folder;
  }

  const shape = (names: readonly string[]): Json[] => [
    text(names[0]!, { id: "t1" }),
    text(names[1]!, { id: "t2" }),
    {
      type: "select",
      name: "tags",
      id: "s1",
      values: ["a", "b", "c"],
      maxSelect: 1,
    },
    {
      type: "relation",
      name: "owners",
      id: "r1",
      collectionId: "_pb_users_auth_",
      maxSelect: 3,
    },
  ];

  test("through two fields that swap their names", async () => {
    await using folder = await posts();
    await folder.collections.update("posts", {
      fields: shape(["body", "title"]),
    });
    expect(
      await folder.query("select id, title, body from posts order by id"),
    ).toEqual([
      { id: "a", title: "B1", body: "T1" },
      { id: "b", title: "", body: "T2" },
      { id: "c", title: "B3", body: "T3" },
    ]);
  });

  test("through a new name of the collection, with its indexes", async () => {
    await using folder = await posts();
    const renamed = await folder.collections.update("posts", {
      name: "articles",
    });
    expect(renamed.indexes).toEqual([
      "CREATE INDEX `by_title` ON `articles` (`title`)",
      "CREATE INDEX `by_body` ON `articles` (lower(body))",
    ]);
    expect(folder.collections.find("posts")).toBeUndefined();
    expect(folder.collections.find("ARTICLES")).toBe(renamed);
    expect(await folder.query("select count(*) as n from articles")).toEqual([
      { n: 3 },
    ]);
    expect(
      await folder.query(
        "select name from sqlite_schema where tbl_name = 'articles' and name like 'by%' order by name",
      ),
    ).toEqual([{ name: "by_body" }, { name: "by_title" }]);
  });

  test("through a name that differs in case alone", async () => {
    await using folder = await posts();
    await folder.collections.update("posts", { name: "Posts" });
    expect(
      await folder.query(
        "select name from sqlite_schema where type = 'table' and name like 'posts'",
      ),
    ).toEqual([{ name: "Posts" }]);
    expect(await folder.query("select count(*) as n from Posts")).toEqual([
      { n: 3 },
    ]);
  });

  test("from one value to many, and back to the last", async () => {
    await using folder = await posts();
    const fields = (tags: number, owners: number): Json => [
      ...shape(["title", "body"]).slice(0, 2),
      {
        type: "select",
        name: "tags",
        id: "s1",
        values: ["a", "b", "c"],
        maxSelect: tags,
      },
      {
        type: "relation",
        name: "owners",
        id: "r1",
        collectionId: "_pb_users_auth_",
        maxSelect: owners,
      },
    ];
    await folder.collections.update("posts", { fields: fields(2, 1) });
    expect(
      await folder.query("select id, tags, owners from posts order by id"),
    ).toEqual([
      { id: "a", tags: '["a"]', owners: "u2" },
      { id: "b", tags: "[]", owners: "" },
      { id: "c", tags: '["b"]', owners: "u9" },
    ]);
    await folder.collections.update("posts", { fields: fields(1, 3) });
    expect(
      await folder.query("select id, tags, owners from posts order by id"),
    ).toEqual([
      { id: "a", tags: "a", owners: '["u2"]' },
      { id: "b", tags: "", owners: "[]" },
      { id: "c", tags: "b", owners: '["u9"]' },
    ]);
  });

  test("while a field goes and another takes its name", async () => {
    await using folder = await posts();
    await folder.collections.update("posts", {
      fields: [
        ...shape(["title", "body"]).slice(1),
        { type: "number", name: "title" },
      ],
      indexes: [],
    });
    expect(
      await folder.query("select id, title, body from posts order by id"),
    ).toEqual([
      { id: "a", title: 0, body: "B1" },
      { id: "b", title: 0, body: "" },
      { id: "c", title: 0, body: "B3" },
    ]);
    expect(
      await folder.query(
        "select name from sqlite_schema where name like 'by%'",
      ),
    ).toEqual([]);
  });

  test("or leaves everything as it was when one step fails", async () => {
    await using folder = await posts();
    const before = await folder.schemaOf("posts");
    const refused = folder.collections.update("posts", {
      name: "articles",
      fields: shape(["headline", "body"]),
      indexes: [
        "create unique index by_headline on articles (headline)",
        "create unique index by_tags on articles (nope)",
      ],
    });
    expect(await codesOf(refused)).toEqual({
      indexes: { 1: "validation_invalid_index_expression" },
    });
    expect(await folder.schemaOf("posts")).toEqual(before);
    expect(folder.collections.find("posts")?.field.has("title")).toBe(true);
    expect(folder.collections.find("articles")).toBeUndefined();
  });

  test("or is refused where records would break a new unique index", async () => {
    await using folder = await posts();
    await folder.execute("update posts set title = 'same'");
    expect(
      await codesOf(
        folder.collections.update("posts", {
          indexes: ["create unique index by_title on posts (title)"],
        }),
      ),
    ).toEqual({
      indexes: { 0: "validation_invalid_index_expression" },
    });
    expect(
      await messageOf(folder.collections.update("posts", { fields: [] })),
    ).toBe("Failed to update collection.");
  });
});
