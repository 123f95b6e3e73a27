import { describe, expect, test } from "bun:test";
import type { Json } from "../../../../src/core/json.ts";
import { codesOf, text } from "../open-collections.ts";
import { openPosts } from "./open-posts.ts";

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
    await using folder = await openPosts();
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

test("ids that are no text become text", async () => {
  await using folder = await openPosts();
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
  await using folder = await openPosts();
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
  await using folder = await openPosts();
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
