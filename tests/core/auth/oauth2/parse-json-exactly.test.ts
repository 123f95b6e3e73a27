import { expect, test } from "bun:test";
import { parseJsonExactly } from "../../../../src/core/auth/oauth2/parse-json-exactly.ts";

test.each([
  ["9007199254740991", 9007199254740991],
  ["9007199254740992", "9007199254740992"],
  ["-9223372036854775808", "-9223372036854775808"],
  [
    '{"a":[{"id":18446744073709551615}]}',
    { a: [{ id: "18446744073709551615" }] },
  ],
  ["1.5", 1.5],
  ["1e300", 1e300],
  ["0", 0],
  ['"9007199254740993"', "9007199254740993"],
  ['[null,true,{"b":""}]', [null, true, { b: "" }]],
])("%s is read as %j", (text, value) => {
  expect(parseJsonExactly(text)).toEqual(value);
});

test("a key that is named like the prototype is a key", () => {
  const parsed = parseJsonExactly('{"__proto__":{"id":1}}');
  expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  expect(Object.keys(parsed as object)).toEqual(["__proto__"]);
});

test("what is no JSON is an error", () => {
  expect(() => parseJsonExactly("<html>")).toThrow(SyntaxError);
});
