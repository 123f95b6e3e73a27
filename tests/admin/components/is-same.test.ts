import { expect, test } from "bun:test";
import { isSame } from "../../../src/admin/components/hooks/is-same.ts";

const file = new File(["text"], "text.txt");

test.each<[unknown, unknown]>([
  [
    { a: [1, { b: "x" }], c: null },
    { c: null, a: [1, { b: "x" }] },
  ],
  [{ a: undefined }, {}],
  [new Date(5), new Date(5)],
  [Number.NaN, Number.NaN],
  [[file], [file]],
])("%p says the same as %p", (one, other) => {
  expect(isSame(one, other)).toBe(true);
});

test.each<[unknown, unknown]>([
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: null }, {}],
  [
    [1, 2],
    [2, 1],
  ],
  [[1], [1, 2]],
  [[], {}],
  [new Date(5), new Date(6)],
  [0, ""],
  [[file], [new File(["text"], "text.txt")]],
])("%p says something else than %p", (one, other) => {
  expect(isSame(one, other)).toBe(false);
});
