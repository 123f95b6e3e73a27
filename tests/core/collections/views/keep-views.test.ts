import { describe, expect, test } from "bun:test";
import { messageOf } from "../open-collections.ts";
import { openPosts } from "./open-posts.ts";

describe("views follow what they read", () => {
  test("a new name of the view leaves none of the old", async () => {
    await using folder = await openPosts();
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
    await using folder = await openPosts();
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
    await using folder = await openPosts();
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
    await using folder = await openPosts();
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
