import { expect, test } from "bun:test";
import { casesOf } from "../../../../src/core/filter/values/cases-of.ts";

test.each([
  ["ä", "Ää"],
  ["П", "Пп"],
  ["ǅ", "Ǆǅǆ"],
  ["ς", "Σςσ"],
  ["θ", "Θθϑϴ"],
  ["ß", "ßẞ"],
  ["\u212b", "\u00c5\u00e5\u212b"],
  ["\u212a", "Kk\u212a"],
  ["𐐨", "𐐀𐐨"],
])("%s is a case of %s", (letter, cases) => {
  expect(casesOf(letter)?.join("")).toBe(cases);
});

test.each(["a", "K", "5", "%", "", "ŉ", "İ", "ı", "\u0301", "漢", "🐎", "\0"])(
  "%p is in no other case",
  (letter) => {
    expect(casesOf(letter)).toBeUndefined();
  },
);

test("of all letters, those that are one of another's cases have that one among theirs", () => {
  for (let code = 128; code < 0x11_00_00; code++) {
    const letter = String.fromCodePoint(code);
    for (const other of casesOf(letter) ?? []) {
      if (other < "\x80") continue;
      expect(casesOf(other)).toContain(letter);
    }
  }
});
