import { expect, test } from "bun:test";
import {
  assignField,
  guessMapping,
} from "../../../../../src/admin/pages/records/import/guess-mapping.ts";

const fields = ["id", "title", "viewCount", "first_name", "größe"];

test.each([
  [["title"], ["title"]],
  [
    ["Title", "View count", "FIRST-NAME"],
    ["title", "viewCount", "first_name"],
  ],
  [
    ["GROSSE", "Größe"],
    [null, "größe"],
  ],
  [
    ["Title", "title"],
    [null, "title"],
  ],
  [
    ["title", "notes", ""],
    ["title", null, null],
  ],
])("%j are taken for %j", (columns, expected) => {
  const mapping = guessMapping(columns, fields);
  expect(columns.map((column) => mapping[column] ?? null)).toEqual(expected);
});

test("a field that is given to a column is taken from the other", () => {
  const mapping = { A: "title", B: null, C: null };
  const changed = assignField(mapping, "B", "title");
  expect(changed).toEqual({ A: null, B: "title", C: null });
  expect(assignField(changed, "B", null)).toEqual({
    A: null,
    B: null,
    C: null,
  });
});
