import { describe, expect, test } from "bun:test";
import {
  codesOf,
  messageOf,
  openCollections,
  text,
} from "./open-collections.ts";

test("an import creates collections that refer to each other, in any order", async () => {
  await using folder = await openCollections();
  await folder.collections.importAll({
    collections: [
      { name: "seen", type: "view", viewQuery: "select id, text from notes" },
      {
        name: "posts",
        fields: [{ type: "relation", name: "note", collectionId: "notes_id" }],
        listRule: "note.text != ''",
      },
      { name: "notes", id: "notes_id", fields: [text("text")] },
    ],
  });
  expect(folder.collections.find("notes_id")?.name).toBe("notes");
  expect(folder.collections.find("seen")?.field.get("text")?.type).toBe("text");
});

test("an import changes what is there, and keeps fields that it does not name", async () => {
  await using folder = await openCollections();
  await folder.collections.create({
    name: "notes",
    fields: [text("a", { id: "x" }), text("b")],
  });
  await folder.execute("insert into notes (id, a, b) values ('1', 'A', 'B')");
  await folder.collections.importAll({
    collections: [
      {
        name: "notes",
        fields: [text("a", { max: 5 }), text("c")],
        listRule: "",
      },
    ],
  });
  const notes = folder.collections.find("notes")!;
  expect(notes.listRule).toBe("");
  expect(notes.fields.map(({ name }) => name)).toEqual(["a", "c", "id", "b"]);
  expect(notes.field.get("a")).toMatchObject({ id: "x", max: 5 });
  expect(await folder.query("select id, a, b, c from notes")).toEqual([
    { id: "1", a: "A", b: "B", c: "" },
  ]);
});

test("an import of all that there is changes nothing", async () => {
  await using folder = await openCollections();
  await folder.collections.create({
    name: "notes",
    fields: [text("a")],
    indexes: ["create index by_a on notes (a)"],
  });
  await folder.collections.create({
    name: "v",
    type: "view",
    viewQuery: "select id, a from notes",
  });
  const all = (): unknown =>
    folder.collections
      .all()
      .map((one) => ({ ...folder.collections.present(one), updated: "" }));
  const before = all();
  const { items } = await folder.collections.list({ perPage: 500 });
  await folder.collections.importAll(
    JSON.parse(JSON.stringify({ collections: items, deleteMissing: true })),
  );
  expect(all()).toEqual(before as never);
});

test("deleteMissing removes what the import does not name, but for what is the system's", async () => {
  await using folder = await openCollections();
  const { id } = await folder.collections.create({
    name: "notes",
    fields: [text("a"), text("b")],
  });
  await folder.collections.create({
    name: "posts",
    fields: [{ type: "relation", name: "note", collectionId: id }],
  });
  await folder.collections.importAll({
    collections: [{ id, name: "notes", fields: [text("a")] }],
    deleteMissing: true,
  });
  expect(folder.collections.all().map(({ name }) => name)).toEqual([
    "_mfas",
    "_otps",
    "_externalAuths",
    "_authOrigins",
    "_superusers",
    "notes",
  ]);
  expect(
    folder.collections.find("notes")?.fields.map(({ name }) => name),
  ).toEqual(["a", "id"]);
});

describe("nothing is imported when", () => {
  const failure = { collections: "validation_collections_import_failure" };
  test.each([
    ["there is nothing", {}, { collections: "validation_required" }],
    [
      "the list is empty",
      { collections: [] },
      { collections: "validation_required" },
    ],
    ["one has no name", { collections: [{ name: "good" }, {}] }, failure],
    [
      "one is not valid",
      {
        collections: [{ name: "good" }, { name: "bad", fields: [text("a b")] }],
      },
      failure,
    ],
    [
      "one has an unknown field type",
      {
        collections: [
          { name: "good" },
          { name: "bad", fields: [{ type: "nope" }] },
        ],
      },
      failure,
    ],
    [
      "two have one name",
      { collections: [{ name: "good" }, { name: "GOOD" }] },
      failure,
    ],
    [
      "a system collection's rule would change",
      {
        collections: [{ name: "good" }, { name: "_superusers", listRule: "" }],
      },
      failure,
    ],
    [
      "a type would change",
      { collections: [{ name: "good" }, { name: "users", type: "base" }] },
      failure,
    ],
    [
      "a view's query is none",
      {
        collections: [
          { name: "good" },
          { name: "v", type: "view", viewQuery: "select 1" },
        ],
      },
      failure,
    ],
    [
      "a relation would lead nowhere",
      {
        collections: [
          {
            name: "good",
            fields: [{ type: "relation", name: "r", collectionId: "nope" }],
          },
        ],
      },
      failure,
    ],
    [
      "an index cannot be made",
      {
        collections: [
          { name: "good", indexes: ["create index a on good (nope)"] },
        ],
      },
      { indexes: { 0: "validation_invalid_index_expression" } },
    ],
  ])("%s", async (_when, input, codes) => {
    await using folder = await openCollections();
    const before = folder.collections.all();
    expect(
      await codesOf(
        folder.collections.importAll({ ...input, deleteMissing: true }),
      ),
    ).toEqual(codes as never);
    expect(folder.collections.all()).toEqual(before);
    expect((await folder.readAgain()).all()).toHaveLength(6);
    expect(
      await folder.query("select 1 from sqlite_schema where name = 'good'"),
    ).toEqual([]);
  });

  test("its form is none", async () => {
    await using folder = await openCollections();
    for (const input of [[], "x", { collections: 5 }, { collections: ["x"] }])
      expect(await messageOf(folder.collections.importAll(input))).toContain(
        "invalid formatting",
      );
  });
});
