import { describe, expect, test } from "bun:test";
import type { CollectionModel } from "pocketbase";
import type { ImportedCollection } from "../../../../src/admin/pages/settings/transfer/parse-import.ts";
import {
  isEmptyPlan,
  planImport,
} from "../../../../src/admin/pages/settings/transfer/plan-import.ts";
import { takeIds } from "../../../../src/admin/pages/settings/transfer/take-ids.ts";

const title = { id: "t1", name: "title", type: "text", required: false };
const body = { id: "t2", name: "body", type: "text", required: false };
const posts = {
  id: "p1",
  name: "posts",
  type: "base",
  system: false,
  listRule: null,
  fields: [title, body],
  indexes: [],
  created: "2026-01-01 00:00:00.000Z",
  updated: "2026-01-01 00:00:00.000Z",
} as unknown as CollectionModel;
const users = {
  id: "u1",
  name: "users",
  type: "auth",
  system: false,
  fields: [{ id: "s1", name: "email", type: "email", system: true }],
  indexes: [],
  authToken: { duration: 60 },
  oauth2: { enabled: true, providers: [{ name: "github" }] },
} as unknown as CollectionModel;
const superusers = {
  ...users,
  id: "su",
  name: "_superusers",
  system: true,
} as CollectionModel;
const known = [posts, users, superusers];

function plan(wanted: readonly ImportedCollection[], deletesMissing = false) {
  return planImport(known, wanted, deletesMissing);
}

describe("an import", () => {
  test.each([
    ["what is there already", [{ ...posts, updated: "later" }]],
    ["a part of it, by name", [{ name: "posts", listRule: null }]],
    ["an option of a group", [{ name: "users", authToken: { duration: 60 } }]],
    ["nothing of OAuth2 providers", [{ ...users, oauth2: { enabled: true } }]],
    [
      "a field under another id",
      [{ name: "posts", fields: [{ ...title, id: "other" }, body] }],
    ],
  ] as unknown as [string, ImportedCollection[]][])(
    "of %s changes nothing",
    (_, wanted) => {
      expect(isEmptyPlan(plan(wanted))).toBe(true);
    },
  );

  test("renames a collection by its id, and keeps the fields that it does not name", () => {
    const { changed } = plan([{ id: "p1", name: "articles", fields: [title] }]);
    expect(changed).toMatchObject([
      { name: "articles", renamedFrom: "posts", removedFields: [] },
    ]);
  });

  test("removes what it does not name if it is told to, but nothing of the system", () => {
    const { changed, removed } = plan(
      [{ id: "p1", name: "posts", fields: [title] }],
      true,
    );
    expect(removed).toEqual([users]);
    expect(changed[0]?.removedFields).toEqual(["body"]);
    const [ofUsers] = plan(
      [{ id: "u1", name: "users", fields: [] }],
      true,
    ).changed;
    expect(ofUsers).toBeUndefined();
  });

  test("that has other ids is pointed out, and can take those that are there", () => {
    const wanted = [
      {
        id: "x1",
        name: "posts",
        fields: [{ ...title, id: "x2" }, body],
        indexes: ["CREATE INDEX `idx_x1` ON `posts` (`x1`)"],
      },
      {
        id: "x3",
        name: "notes",
        fields: [
          { id: "r1", name: "of", type: "relation", collectionId: "x1" },
        ],
      },
    ];
    expect(plan(wanted).clashes).toEqual([wanted[0]!]);
    const [first, second] = takeIds(known, wanted);
    expect(first).toEqual({
      id: "p1",
      name: "posts",
      fields: [title, body],
      indexes: ["CREATE INDEX `idx_p1` ON `posts` (`x1`)"],
    });
    expect(second?.fields?.[0]?.["collectionId"]).toBe("p1");
    expect(plan(takeIds(known, wanted)).clashes).toEqual([]);
  });
});
