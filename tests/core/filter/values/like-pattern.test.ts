import { expect, test } from "bun:test";
import { likePattern } from "../../../../src/core/filter/values/like-pattern.ts";

test.each([
  ["abc", "%abc%"],
  ["", "%%"],
  [5, "%5%"],
  [true, "%true%"],
  ["ab%c", "ab%c"],
  ["%ab_c", "%ab_c"],
  ["ab\\c%", "ab\\c%"],
  ["ab\\\\%c", "ab\\\\%c"],
  ["ab\\%c", "%ab\\%c%"],
  ["ab\\\\\\%c", "%ab\\\\\\%c%"],
  ["ab_c", "%ab\\_c%"],
  ["ab\\_c", "%ab\\_c%"],
  ["ab\\c", "%ab\\\\c%"],
  ["_ab\\c_", "%\\_ab\\\\c\\_%"],
  ["a__b", "%a\\_\\_b%"],
  ["b\\", "%b\\\\%"],
])("%p is matched as %p", (value, pattern) => {
  expect(likePattern(value)).toBe(pattern);
});
