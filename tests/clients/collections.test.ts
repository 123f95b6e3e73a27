import { afterAll, beforeAll, expect, test } from "bun:test";
import { codesOf, refusalOf } from "./refusal.ts";
import { serveNewFolder } from "./serving.ts";
import type { Serving } from "./serving.ts";

let serving: Serving;
beforeAll(async () => {
  serving = await serveNewFolder();
});
afterAll(() => serving[Symbol.asyncDispose]());

const collections = () => serving.superuser.collections;
const records = (name: string) => serving.superuser.collection(name);

test("a new folder has the system's collections and users", async () => {
  const names = (await collections().getFullList()).map(({ name }) => name);
  expect(names.toSorted()).toEqual([
    "_authOrigins",
    "_externalAuths",
    "_mfas",
    "_otps",
    "_superusers",
    "users",
  ]);
});

test("a collection is created with its fields, and found by name and id", async () => {
  const created = await collections().create({
    name: "posts",
    type: "base",
    fields: [
      { name: "title", type: "text", required: true, max: 100 },
      { name: "rating", type: "number", min: 0, max: 5 },
      { name: "tags", type: "select", values: ["a", "b", "c"], maxSelect: 3 },
    ],
    indexes: ["CREATE INDEX idx_posts_title ON posts (title)"],
  });
  expect(created.id).toBeTruthy();
  expect(created.listRule).toBeNull();
  expect(created.fields.map(({ name }) => name)).toEqual([
    "id",
    "title",
    "rating",
    "tags",
  ]);
  expect((await collections().getOne("posts")).id).toBe(created.id);
  expect((await collections().getOne(created.id)).name).toBe("posts");

  const found = await collections().getFirstListItem("name = 'posts'");
  expect(found.id).toBe(created.id);
});

test("renaming a field and its collection keeps what they hold", async () => {
  const { id, fields } = await collections().create({
    name: "drafts",
    type: "base",
    fields: [{ name: "text", type: "text" }],
  });
  const record = await records("drafts").create({ text: "keep me" });

  await collections().update(id, {
    name: "articles",
    fields: fields.map((field) =>
      field.name === "text" ? { ...field, name: "body" } : field,
    ),
  });
  const kept = await records("articles").getOne(record.id);
  expect(kept["body"]).toBe("keep me");
  expect(kept).not.toHaveProperty("text");
  expect((await refusalOf(records("drafts").getList())).status).toBe(404);
});

test("turning a single choice into several converts what is there", async () => {
  const created = await collections().create({
    name: "choices",
    type: "base",
    fields: [
      { name: "pick", type: "select", values: ["x", "y"], maxSelect: 1 },
    ],
  });
  const { id } = await records("choices").create({ pick: "x" });
  const several = await collections().update("choices", {
    fields: created.fields.map((field) =>
      field.name === "pick" ? { ...field, maxSelect: 2 } : field,
    ),
  });
  expect((await records("choices").getOne(id))["pick"]).toEqual(["x"]);
  await collections().update("choices", {
    fields: several.fields.map((field) =>
      field.name === "pick" ? { ...field, maxSelect: 1 } : field,
    ),
  });
  expect((await records("choices").getOne(id))["pick"]).toBe("x");
});

test("a view collection shows what its query finds", async () => {
  await collections().create({
    name: "scores",
    type: "base",
    fields: [
      { name: "player", type: "text" },
      { name: "points", type: "number" },
    ],
  });
  for (const points of [1, 5, 9])
    await records("scores").create({ player: "ann", points });
  const view = await collections().create({
    name: "best",
    type: "view",
    viewQuery: "SELECT id, player, points FROM scores WHERE points > 4",
  });
  expect(view.fields.map(({ name, type }) => [name, type])).toEqual([
    ["id", "text"],
    ["player", "text"],
    ["points", "number"],
  ]);
  const { items } = await records("best").getList(1, 10, { sort: "points" });
  expect(items.map((item) => item["points"])).toEqual([5, 9]);
  const refused = await refusalOf(records("best").create({ points: 6 }));
  expect(refused.status).toBe(400);
});

test.each([
  [{ name: "users" }, { name: "validation_collection_name_exists" }],
  [{ name: "" }, { name: "validation_required" }],
  [{ name: "a b" }, { name: "validation_match_invalid" }],
  [{ name: "odd", type: "odd" }, { type: "validation_in_invalid" }],
])("%j is refused with its code", async (input, codes) => {
  const refused = await refusalOf(collections().create(input));
  expect(refused.status).toBe(400);
  expect(codesOf(refused)).toEqual(codes as Record<string, string>);
});

test("a rule about a field that does not exist is refused, and nothing is made", async () => {
  const refused = await refusalOf(
    collections().create({ name: "ruled", listRule: "nothing = 1" }),
  );
  expect(refused.status).toBe(400);
  expect(Object.keys(codesOf(refused))).toEqual(["listRule"]);
  expect((await refusalOf(collections().getOne("ruled"))).status).toBe(404);
});

test("a collection that others refer to stays", async () => {
  const { id } = await collections().create({ name: "authors", type: "base" });
  await collections().create({
    name: "books",
    type: "base",
    fields: [{ name: "author", type: "relation", collectionId: id }],
  });
  expect((await refusalOf(collections().delete("authors"))).status).toBe(400);
  await collections().delete("books");
  await collections().delete("authors");
  expect((await refusalOf(collections().getOne("authors"))).status).toBe(404);
});

test("system collections cannot be deleted", async () => {
  expect((await refusalOf(collections().delete("_superusers"))).status).toBe(
    400,
  );
});

test("truncate deletes every record and keeps the collection", async () => {
  await collections().create({
    name: "notes",
    type: "base",
    fields: [{ name: "text", type: "text" }],
  });
  for (const text of ["a", "b"]) await records("notes").create({ text });
  await collections().truncate("notes");
  expect((await records("notes").getList()).totalItems).toBe(0);
});

test("an import creates and updates all or nothing", async () => {
  const plain = (name: string, fields: object[] = []) => ({
    name,
    type: "base",
    fields,
  });
  await collections().import([plain("one"), plain("two")] as never);
  expect((await collections().getOne("two")).name).toBe("two");

  const refused = await refusalOf(
    collections().import([
      plain("three"),
      plain("four", [{ name: "bad name!", type: "text" }]),
    ] as never),
  );
  expect(refused.status).toBe(400);
  expect((await refusalOf(collections().getOne("three"))).status).toBe(404);
});

test("an import that deletes what is missing keeps the system's collections", async () => {
  await using other = await serveNewFolder();
  const { collections: theirs } = other.superuser;
  await theirs.create({ name: "gone", type: "base" });
  await theirs.create({ name: "kept", type: "base" });
  const all = await theirs.getFullList();
  await theirs.import(
    all.filter(({ name }) => name !== "gone"),
    true,
  );
  const names = (await theirs.getFullList()).map(({ name }) => name);
  expect(names).toContain("kept");
  expect(names).toContain("_superusers");
  expect(names).not.toContain("gone");
});

test("scaffolds show what a new collection of each type holds", async () => {
  const scaffolds = await collections().getScaffolds();
  expect(Object.keys(scaffolds).toSorted()).toEqual(["auth", "base", "view"]);
  const auth = scaffolds["auth"]?.fields.map(({ name }) => name);
  expect(auth).toEqual([
    "id",
    "password",
    "tokenKey",
    "email",
    "emailVisibility",
    "verified",
  ]);
});
