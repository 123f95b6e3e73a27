import { describe, expect, test } from "bun:test";
import { describeDuration } from "../../../../src/admin/pages/collections/editor/auth/duration-words.ts";
import { identityFieldsOf } from "../../../../src/admin/pages/collections/editor/auth/identity-fields.ts";
import {
  type CollectionDraft,
  draftField,
} from "../../../../src/admin/pages/collections/editor/collection-draft.ts";
import { newField } from "../../../../src/admin/pages/collections/editor/fields/field-types.ts";

describe("a field to log in with", () => {
  const draftWith = (index: string, change: object = {}) =>
    ({
      indexes: [index],
      fields: [{ ...draftField(newField("text", "handle"), "1"), ...change }],
    }) as unknown as CollectionDraft;

  test.each([
    "CREATE UNIQUE INDEX i ON members (handle)",
    "create unique index `i` on `members` (`Handle` COLLATE NOCASE)",
    'CREATE UNIQUE INDEX i ON members ("handle" DESC)',
    "CREATE UNIQUE INDEX i ON members ([handle]) WHERE handle != ''",
  ])("has a unique index of its own: %s", (index) => {
    expect(identityFieldsOf(draftWith(index))).toEqual(["handle"]);
  });

  test.each([
    ["an index that is not unique", "CREATE INDEX i ON members (handle)"],
    ["one with another field", "CREATE UNIQUE INDEX i ON members (handle, a)"],
    ["one on an expression", "CREATE UNIQUE INDEX i ON m (lower(handle))"],
  ])("is not one with %s", (_what, index) => {
    expect(identityFieldsOf(draftWith(index))).toEqual([]);
  });

  test("is neither hidden nor about to be removed", () => {
    const index = "CREATE UNIQUE INDEX i ON members (handle)";
    for (const change of [{ hidden: true }, { removed: true }]) {
      expect(identityFieldsOf(draftWith(index, change))).toEqual([]);
    }
  });
});

test.each([
  [0, ""],
  [1, "1 second"],
  [90, "1 minute 30 seconds"],
  [1_800, "30 minutes"],
  [432_000, "5 days"],
  [97_200, "1 day 3 hours"],
])("%d seconds are %j", (seconds, words) => {
  expect(describeDuration(seconds)).toBe(words);
});
