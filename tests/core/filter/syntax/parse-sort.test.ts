import { expect, test } from "bun:test";
import { parseSort } from "../../../../src/core/filter/syntax/parse-sort.ts";

test("a sort is a list of paths with a direction each", () => {
  expect(parseSort("-created,+name, author.name ,@random")).toEqual([
    { path: "created", descending: true, start: 0, end: 8 },
    { path: "name", descending: false, start: 9, end: 14 },
    { path: "author.name", descending: false, start: 15, end: 28 },
    { path: "@random", descending: false, start: 29, end: 36 },
  ]);
});

test("a sort has 8 terms of 255 characters at most", () => {
  const terms = (count: number) => Array(count).fill("a").join(",");
  expect(parseSort(terms(8))).toHaveLength(8);
  expect(() => parseSort(terms(9))).toThrow("More than 8 fields");
  expect(parseSort(`-${"a".repeat(255)}`)).toHaveLength(1);
  expect(() => parseSort("a".repeat(256))).toThrow("255");
});
