import { describe, expect, test } from "bun:test";
import type { ChangePreview } from "../../../../src/core/collections/dry-run/change-preview.ts";
import { Invalid } from "../../../../src/core/errors.ts";
import type { JsonObject } from "../../../../src/core/json.ts";
import { text, type TestFolder } from "../open-collections.ts";
import { contentsOf, openLibrary, withFields } from "./open-library.ts";

const update = (collection: string, change: JsonObject): JsonObject => ({
  collection,
  change,
});
const books = (changes: Parameters<typeof withFields>[0]): JsonObject =>
  update("books", { fields: withFields(changes) });

const cases: Readonly<Record<string, JsonObject>> = {
  "a rule": update("books", { listRule: "title != ''", viewRule: "" }),
  "a rule that is wrong": update("books", { listRule: "nothing = 1" }),
  "nothing at all": update("books", {}),
  "a field more": update("books", {
    fields: [...(withFields({}) as JsonObject[]), text("more")],
  }),
  "a field that goes": books({ pages: null }),
  "a field that a view reads": books({ title: null }),
  "a field that an index and a rule name": books({ isbn: null }),
  "a field of another name": books({ price: { name: "cost" } }),
  "a field of another name, in a view": update("books", {
    fields: withFields({ title: { name: "heading" } }),
    indexes: [],
  }),
  "two fields that swap names": update("books", {
    fields: withFields({ title: { name: "isbn" }, isbn: { name: "title" } }),
  }),
  "many values to one": books({ tags: { maxSelect: 1 } }),
  "one value to many": update("reviews", {
    fields: withFields({ book: { maxSelect: 2 } }, [
      { type: "relation", name: "book", id: "book", collectionId: "books_id" },
      text("words", { id: "words" }),
    ]),
  }),
  "another type": books({ pages: { type: "text" } }),
  "another name of the collection": update("books", { name: "novels" }),
  "an index that records stand against": update("books", {
    indexes: ["create unique index one on books (title)"],
  }),
  "an index that only other letters stand against": update("books", {
    indexes: ["create unique index one on books (isbn collate nocase)"],
  }),
  "an index whose condition leaves them out": update("books", {
    indexes: ["create unique index one on books (title) where title = ''"],
  }),
  "an index on an expression": update("books", {
    indexes: ["create unique index one on books (length(title))"],
  }),
  "an index on a new field": update("books", {
    fields: [...(withFields({}) as JsonObject[]), text("more")],
    indexes: ["create unique index one on books (more)"],
  }),
  "an index on what becomes one value": update("books", {
    fields: withFields({ covers: { maxSelect: 1 } }),
    indexes: ["create unique index one on books (covers)"],
  }),
  "an index that is none": update("books", { indexes: ["create index on"] }),
  "an index on nothing": update("books", {
    indexes: ["create index one on books (nothing)"],
  }),
  "logins without the field that names them": update("readers", {
    fields: [text("bio", { id: "bio" })],
    indexes: [],
  }),
  "who may log in": update("readers", { authRule: "verified = true" }),
  "a view's query": update("shelf", { viewQuery: "select id from books" }),
  "a view's query that is wrong": update("shelf", {
    viewQuery: "select id from nothing",
  }),
  "a view's query whose records have one id": update("shelf", {
    viewQuery: "select 'x' as id, title from books",
  }),
  "a new collection": { change: { name: "new", fields: [text("a")] } },
  "a new collection with a taken name": { change: { name: "Books" } },
  "a new view": {
    collection: null,
    change: { name: "new", type: "view", viewQuery: "select id from shelf" },
  },
  "what cannot be read": update("books", { fields: 7 }),
  "another id": update("books", { id: "other" }),
  "an import": {
    collections: [
      { name: "novels", id: "books_id", listRule: null },
      { name: "new", fields: [text("a")] },
    ],
  },
  "an import that deletes": {
    collections: [{ id: "books_id", fields: [text("isbn", { id: "isbn" })] }],
    deleteMissing: true,
  },
  "an import with a mistake": {
    collections: [{ name: "new", listRule: "nothing = 1" }],
  },
  "an import that records stand against": {
    collections: [
      { id: "books_id", indexes: ["create unique index one on books (price)"] },
    ],
  },
  "an import of nothing": { collections: [] },
  "a collection that others refer to": { delete: "books" },
  "a collection that a view reads": { delete: "reviews" },
  "a system collection": { delete: "_superusers" },
  "a view": { delete: "shelf" },
  logins: { delete: "readers" },
};

describe.each(Object.entries(cases))("%s", (_, input) => {
  test("is tried without a trace, and then done as it was said", async () => {
    await using folder = await openLibrary();
    const before = await contentsOf(folder);
    const events: unknown[] = [];
    folder.bus.subscribe("collections", (event) => void events.push(event));
    const preview = await folder.collections.dryRunChange(input);
    expect(await contentsOf(folder)).toEqual(before);
    expect(events).toEqual([]);
    expect(folder.warnings).toEqual([]);

    const known = presentAll(folder);
    const error = await refusalOf(perform(folder, input));
    expect(preview.error?.message).toBe(error?.message as string);
    // Only the database's own words about an index are not known before.
    const codes = (fields: unknown): string =>
      JSON.stringify(fields, (key, value: unknown) =>
        key === "message" ? undefined : value,
      ) ?? "";
    expect(codes(preview.error?.fields)).toBe(codes(error?.fields));
    if (error === undefined)
      expect(actionsOf(preview)).toEqual(
        differences(known, presentAll(folder)),
      );
    else expect(await contentsOf(folder)).toEqual(before);
  });
});

function perform(folder: TestFolder, input: JsonObject): Promise<unknown> {
  const { collections } = folder;
  if (input["delete"] !== undefined)
    return collections.remove(String(input["delete"]));
  if (input["collections"] !== undefined) return collections.importAll(input);
  return typeof input["collection"] === "string"
    ? collections.update(input["collection"], input["change"])
    : collections.create(input["change"]);
}

async function refusalOf(work: Promise<unknown>): Promise<Invalid | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof Invalid) return error;
    throw error;
  }
}

type Presented = ReadonlyMap<string, string>;

function presentAll({ collections }: TestFolder): Presented {
  return new Map(
    collections
      .all()
      .map((one) => [
        one.id,
        JSON.stringify({ ...one, updated: "", created: "", version: 0 }),
      ]),
  );
}

function differences(
  before: Presented,
  after: Presented,
): Record<string, string> {
  return Object.fromEntries(
    [...new Set([...before.keys(), ...after.keys()])]
      .toSorted()
      .flatMap((id) => {
        const [old, now] = [before.get(id), after.get(id)];
        if (old === now) return [];
        const action =
          old === undefined
            ? "create"
            : now === undefined
              ? "delete"
              : "update";
        return [[id, action]];
      }),
  );
}

function actionsOf({ collections }: ChangePreview): Record<string, string> {
  return Object.fromEntries(
    collections
      .map(({ id, action }) => [id, action] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
