import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { findLostNumber } from "../../../src/admin/code/json/lost-number.ts";

test.each([
  ["12345678901234567890", "12345678901234567890"],
  ['{"a": [1, {"b": -9007199254740993}]}', "-9007199254740993"],
  ["3.14159265358979323846", "3.14159265358979323846"],
  ["1e400", "1e400"],
  ["1e-400", "1e-400"],
  ["[9007199254740991, 9007199254740992]", "9007199254740992"],
])("%s has a number whose digits are lost: %s", (text, number) => {
  expect(findLostNumber(text)).toBe(number);
});

test.each([
  "",
  "[0, -0, 0.0, 1.10, 100, 0.001, 1e3, 1E-7, 12.50e+2]",
  "[9007199254740991, -9007199254740991, 1e20, 1.5e300, 5e-324]",
  '{"12345678901234567890": "12345678901234567890", "a\\"1e400": true}',
])("all numbers of %s are kept", (text) => {
  expect(findLostNumber(text)).toBeUndefined();
});

test("whatever JavaScript writes it also reads, but for whole numbers beyond 2^53", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (one) => {
      const text = JSON.stringify([one]);
      const isSafe = !Number.isInteger(one) || Number.isSafeInteger(one);
      if (isSafe || text.includes("e")) {
        expect(findLostNumber(text)).toBeUndefined();
      } else {
        expect(findLostNumber(text)).toBe(text.slice(1, -1));
      }
    }),
  );
});
