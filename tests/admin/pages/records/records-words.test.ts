import { expect, test } from "bun:test";
import { parseFilter } from "../../../../src/core/filter/syntax/parse-filter.ts";
import {
  filterOf,
  isFilter,
} from "../../../../src/admin/server/records-words.ts";

test.each([
  ["cat", '(title ?~ "cat" || note ?~ "cat")'],
  [
    "black cat",
    '(title ?~ "black" || note ?~ "black") && (title ?~ "cat" || note ?~ "cat")',
  ],
  ['"black cat"', '(title ?~ "black cat" || note ?~ "black cat")'],
  [
    '5" \\',
    '(title ?~ "5\\"" || note ?~ "5\\"") && (title ?~ "\\\\" || note ?~ "\\\\")',
  ],
  ["title = 'cat'", "title = 'cat'"],
  ["  views > 3 ", "views > 3"],
  ["", ""],
])("%j stands for the filter %j", (text, filter) => {
  expect(filterOf(text, ["title", "note"])).toBe(filter);
  if (filter !== "") parseFilter(filter);
});

test.each(["title =", "title ~ 'cat", "(views > 3", "a.b:lower != "])(
  "%j is meant as a filter, so that the server says what is wrong with it",
  (text) => {
    expect(isFilter(text)).toBe(true);
  },
);

test.each(["C&A", "what?", "https://example.com/?a=b", "a, b"])(
  "%j is words",
  (text) => {
    expect(isFilter(text)).toBe(false);
  },
);

test("a search that would need too many comparisons looks for the words together", () => {
  const paths = Array.from({ length: 30 }, (_, at) => `field_${at}`);
  const filter = filterOf("one two three four five six", paths);
  expect(filter).toContain('field_0 ?~ "one two three four five six"');
  expect(filter).not.toContain("&&");
  parseFilter(filter);
});
