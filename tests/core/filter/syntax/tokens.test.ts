import { expect, test } from "bun:test";
import { tokenize } from "../../../../src/core/filter/syntax/tokens.ts";

const text = `f(a.b:each, "x\\"y") ?>= -1.5 // why\n&& (@now != 'z')`;

test("tokens know where they are", () => {
  expect(
    tokenize(text).map(({ type, start, end }) => [
      type,
      text.slice(start, end),
    ]),
  ).toEqual([
    ["call", "f("],
    ["path", "a.b:each"],
    ["comma", ","],
    ["text", '"x\\"y"'],
    ["close", ")"],
    ["operator", "?>="],
    ["number", "-1.5"],
    ["join", "&&"],
    ["open", "("],
    ["path", "@now"],
    ["operator", "!="],
    ["text", "'z'"],
    ["close", ")"],
    ["end", ""],
  ]);
});

test("an editor may keep the comments", () => {
  const comments = tokenize(text, true).filter(
    ({ type }) => type === "comment",
  );
  expect(comments.map(({ value }) => value)).toEqual(["// why"]);
});
