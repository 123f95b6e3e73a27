import { expect, test } from "bun:test";
import { mergeChanges } from "../../../../src/admin/pages/records/editor/merge/merge-changes.ts";

const names = ["title", "text", "views"];
const base = { title: "A", text: "old", views: 1 };
const isSame = (_: string, one: unknown, other: unknown) =>
  Object.is(one, other);

function merge(mine: object, theirs: object) {
  return mergeChanges({
    names,
    base,
    mine: { ...base, ...mine },
    theirs: { ...base, ...theirs },
    isSame,
  });
}

test.each([
  ["nothing was changed", {}, {}, {}, [], []],
  ["only here", { title: "B" }, {}, { title: "B" }, [], []],
  ["only elsewhere", {}, { title: "C" }, { title: "C" }, ["title"], []],
  [
    "different fields",
    { title: "B" },
    { views: 2 },
    { title: "B", views: 2 },
    ["views"],
    [],
  ],
  [
    "the same in both places",
    { title: "B" },
    { title: "B" },
    { title: "B" },
    [],
    [],
  ],
  [
    "differently in both places",
    { title: "B", text: "new" },
    { title: "C", views: 2 },
    { title: "B", text: "new", views: 2 },
    ["views"],
    ["title"],
  ],
])(
  "of a record that was changed: %s",
  (_, mine, theirs, values, taken, conflicting) => {
    expect(merge(mine, theirs)).toEqual({
      values: { ...base, ...values },
      taken,
      conflicting,
    });
  },
);

test("what means the same is no change", () => {
  const merged = mergeChanges({
    names: ["json"],
    base: { json: "{ }" },
    mine: { json: '{"a":1}' },
    theirs: { json: "{}" },
    isSame: (_, one, other) =>
      String(one).replaceAll(" ", "") === String(other).replaceAll(" ", ""),
  });
  expect(merged.conflicting).toEqual([]);
  expect(merged.values).toEqual({ json: '{"a":1}' });
});
