import { describe, expect, test } from "bun:test";
import {
  placeProblems,
  tabOf,
} from "../../../../src/admin/pages/collections/editor/problem-places.ts";
import { removeField } from "../../../../src/admin/pages/collections/editor/fields/field-list.ts";
import { describeRemoval } from "../../../../src/admin/pages/collections/removal/describe-removal.ts";
import { groupCollections } from "../../../../src/admin/pages/collections/sidebar/group-collections.ts";
import { draftOf, posts } from "./sample-collection.ts";

describe("the list of collections", () => {
  const all = [
    posts({ id: "1", name: "posts" }),
    posts({ id: "2", name: "authors", fields: [] }),
    posts({ id: "3", name: "_logs", system: true, fields: [] }),
  ];
  function namesFor(search: string, pins: readonly string[] = []) {
    const { pinned, own, system } = groupCollections(all, pins, search);
    return [pinned, own, system].map((group) =>
      group.map(({ collection }) => collection.name),
    );
  }

  test("has pinned ones, one's own and the system's apart", () => {
    expect(namesFor("", ["3"])).toEqual([["_logs"], ["authors", "posts"], []]);
  });

  test("is searched by name, type, id and field", () => {
    expect(namesFor("AUTH")).toEqual([[], ["authors"], []]);
    expect(namesFor("base")[1]).toEqual(["authors", "posts"]);
    expect(namesFor("3")[2]).toEqual(["_logs"]);
    const [found] = groupCollections(all, [], "slu").own;
    expect(found).toMatchObject({ field: "slug", collection: { id: "1" } });
  });
});

describe("what the server finds wrong", () => {
  test("is shown at the field it was about, wherever that is now", () => {
    const draft = draftOf(posts());
    const without = {
      ...draft,
      fields: removeField(draft.fields, draft.fields[1]!),
    };
    // What was sent has no title, and no index with it: positions count from there.
    const placed = placeProblems(
      {
        "fields.1.max": "too small",
        "indexes.0": "taken",
        fields: "no fields",
        name: "taken",
      },
      without,
    );
    expect(placed).toEqual({
      "fields.text3.max": "too small",
      "indexes.0": "taken",
      "fields.": "no fields",
      name: "taken",
    });
  });

  test.each([
    ["fields.text3.max", "base", "fields"],
    ["indexes.0", "base", "fields"],
    ["viewQuery", "view", "query"],
    ["createRule", "auth", "rules"],
    ["passwordAuth.identityFields", "auth", "options"],
    ["name", "base", undefined],
  ] as const)(
    "%s of a collection of type %s is on the tab %s",
    (path, type, tab) => {
      expect(tabOf(path, type)).toBe(tab);
    },
  );
});

test("what goes with a collection is told in sentences, without what was not counted", () => {
  const preview = {
    error: null,
    statements: [],
    mentions: [
      {
        collection: "tags",
        where: "listRule",
        text: "",
        start: 0,
        end: 0,
        outcome: "breaks" as const,
        reason: null,
      },
    ],
    collections: [
      {
        id: "pbc_1",
        name: "posts",
        type: "base",
        action: "delete" as const,
        renamedFrom: null,
        records: 1200,
        files: null,
        fields: [],
        indexes: [],
        references: [],
        consequences: [
          {
            collection: "notes",
            deleted: 3,
            released: 0,
            blocking: null,
            isAtLeast: false,
          },
        ],
      },
    ],
  };
  expect(describeRemoval(preview, { id: "pbc_1" })).toEqual([
    `Records that go: ${(1200).toLocaleString()}.`,
    "Records of notes that go along: 3.",
    "These name it and do not work without it: tags.listRule.",
  ]);
});
