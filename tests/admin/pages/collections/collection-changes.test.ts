import { describe, expect, test } from "bun:test";
import {
  areNotable,
  findChanges,
} from "../../../../src/admin/pages/collections/editor/changes/collection-changes.ts";
import {
  addField,
  removeField,
} from "../../../../src/admin/pages/collections/editor/fields/field-list.ts";
import { draftOf, people, posts, withField } from "./sample-collection.ts";

type Draft = ReturnType<typeof draftOf>;

describe("what a save changes", () => {
  test.each([
    ["nothing", (draft) => draft],
    [
      "a new field",
      (draft) => ({ ...draft, fields: addField(draft.fields, "text").fields }),
    ],
    ["an option", (draft) => withField(draft, "title", { help: "Short." })],
    ["the order", (draft) => ({ ...draft, fields: draft.fields.toReversed() })],
    [
      "a plain index",
      (draft) => ({
        ...draft,
        indexes: [...draft.indexes, "CREATE INDEX n ON posts (title)"],
      }),
    ],
  ] satisfies [string, (draft: Draft) => Draft][])(
    "needs no second look if it is %s",
    (_, change) => {
      const draft = change(draftOf(posts()));
      expect(areNotable(findChanges(posts(), draft))).toBe(false);
    },
  );

  test("names renamed fields, and not the indexes that only follow", () => {
    const draft = withField(draftOf(posts()), "slug", { name: "path" });
    const changes = findChanges(posts(), { ...draft, name: "articles" });
    expect(changes).toMatchObject({
      renamed: { from: "posts", to: "articles" },
      renamedFields: [{ id: "text3", from: "slug", to: "path" }],
      removedIndexes: [],
      addedUniqueIndexes: [],
    });
  });

  test("names removed fields and the indexes that go with them", () => {
    const draft = draftOf(posts());
    const changes = findChanges(posts(), {
      ...draft,
      fields: removeField(draft.fields, draft.fields[2]!),
    });
    expect(changes.removedFields).toEqual([
      { id: "text3", name: "slug", type: "text" },
    ]);
    expect(changes.removedIndexes).toEqual(posts().indexes);
    expect(areNotable(changes)).toBe(true);
  });

  test("names fields that hold one value instead of several", () => {
    const draft = withField(draftOf(posts()), "tags", { maxSelect: 1 });
    expect(findChanges(posts(), draft).singleFields).toEqual([
      { id: "select4", name: "tags" },
    ]);
  });

  test("shows rules old and new", () => {
    const draft = { ...draftOf(posts()), listRule: "", viewRule: null };
    expect(findChanges(posts(), draft).rules).toEqual([
      { rule: "listRule", from: null, to: "" },
      { rule: "viewRule", from: "", to: null },
    ]);
  });

  test("names a unique index that what is stored may stand against", () => {
    const unique = "CREATE UNIQUE INDEX u ON posts (title)";
    const draft = { ...draftOf(posts()), indexes: [unique] };
    expect(findChanges(posts(), draft)).toMatchObject({
      removedIndexes: posts().indexes,
      addedUniqueIndexes: ["CREATE UNIQUE INDEX u ON posts (title)"],
    });
  });

  test("tells a view's query, and nothing of the fields that follow from it", () => {
    const view = posts({ type: "view", viewQuery: "select 1", indexes: [] });
    const draft = { ...draftOf(view), viewQuery: "select 2", fields: [] };
    const changes = findChanges(view, draft);
    expect(changes.query).toEqual({ from: "select 1", to: "select 2" });
    expect(changes.removedFields).toEqual([]);
  });

  test("tells a login provider that is at another host", () => {
    const original = people();
    const draft = draftOf(original);
    const moved = {
      ...draft,
      oauth2: {
        ...draft.oauth2!,
        providers: [
          {
            ...draft.oauth2!.providers[0]!,
            authURL: "https://two.example/auth",
          },
        ],
      },
    };
    expect(findChanges(original, moved).movedProviders).toEqual([
      { provider: "oidc", from: "one.example", to: "two.example" },
    ]);
  });
});
