import { afterAll, describe, expect, test } from "bun:test";
import { Database } from "bun:sqlite";
import * as fc from "fast-check";
import { globPattern } from "../../../../src/core/filter/values/glob-pattern.ts";
import { likePattern } from "../../../../src/core/filter/values/like-pattern.ts";

const database = new Database(":memory:");
afterAll(() => database.close());

test.each([
  ["%ärger%", "*[Ää][rR][gG][eE][rR]*"],
  ["Мир_", "[Мм][Ии][Рр]?"],
  ["%ä\\%\\_\\\\%", "*[Ää]%_\\*"],
  ["ä*?[]^-", "[Ää][*][?][[]]^-"],
  ["%ä漢5 %", "*[Ää]漢5 *"],
  ["%ä%\\", "*[Ää]*["],
  ["%ä\0b%", "*[Ää]"],
  ["\\ä", "[Ää]"],
])("%p says the same as %p", (like, glob) => {
  expect(globPattern(like)).toBe(glob);
});

test.each(["", "%", "%abc%", "%\\%_%", "%5%", "%漢字%", "%İıŉ%", "%🐎%"])(
  "%p says it all already",
  (like) => {
    expect(globPattern(like)).toBeUndefined();
  },
);

describe("a pattern too long for SQLite", () => {
  test.each([
    ["itself", `%ä${"b".repeat(50_000)}%`],
    ["in its other form", `%${"ä".repeat(9_000)}%`],
    ["before a NUL cuts it off", `%ä\0${"b".repeat(50_000)}%`],
  ])("stays what it is: %s", (_, like) => {
    expect(globPattern(like)).toBeUndefined();
  });

  test("is one of more than 50,000 bytes", () => {
    const longest = globPattern(`%${"ä".repeat(8_333)}%`) ?? "";
    expect(Buffer.byteLength(longest)).toBe(50_000);
    const found = database
      .query("select ? glob ? as found")
      .get("Ä".repeat(8_333), longest);
    expect(found).toEqual({ found: 1 });
  });
});

// The last two are cases of letters of ASCII.
const letters = fc.constantFrom(
  ...Array.from("aAbBkKsS5 %_\\*?[]^-\0äÄñßẞςσΣǅǆК\u0301漢🐎\u017f\u212a"),
);
const texts = fc.string({ unit: letters, maxLength: 12 });

test("what is found in every case is what is found once all is in one case", () => {
  const like = database.query("select ? like ? escape '\\' as found");
  const glob = database.query("select ? glob ? as found");
  const inOneCase = (text: string) =>
    text.replaceAll(/\P{ASCII}/gu, (letter) =>
      letter.toLowerCase().replace("ς", "σ"),
    );
  fc.assert(
    fc.property(texts, texts, (text, wanted) => {
      const pattern = likePattern(wanted);
      const other = globPattern(pattern);
      fc.pre(other !== undefined && !/[\u017f\u212a]/.test(text + wanted));
      expect({ text, pattern, found: glob.get(text, other) }).toEqual({
        text,
        pattern,
        found: like.get(inOneCase(text), inOneCase(pattern)),
      });
    }),
    { numRuns: 20_000 },
  );
});

test("what is found by `like` is found in every case", () => {
  const like = database.query("select ? like ? escape '\\' as found");
  const glob = database.query("select ? glob ? as found");
  fc.assert(
    fc.property(texts, texts, (around, wanted) => {
      const text = around + wanted;
      const pattern = likePattern(wanted);
      const other = globPattern(pattern);
      fc.pre(other !== undefined);
      fc.pre((like.get(text, pattern) as { found: number }).found === 1);
      expect({ text, pattern, found: glob.get(text, other) }).toEqual({
        text,
        pattern,
        found: { found: 1 },
      });
    }),
    { numRuns: 5_000 },
  );
});

test("letters of ASCII are found by their other case, and by what is a case of them", () => {
  const finds = (text: string, wanted: string) =>
    database
      .query<{ found: number }, [string, string | null]>(
        "select ? glob ? as found",
      )
      .get(text, globPattern(likePattern(wanted)) ?? null)?.found;
  expect(finds("kÄ", "Kä")).toBe(1);
  expect(finds("kä", "\u212aä")).toBe(1);
  expect(finds("\u212aä", "kä")).toBe(0);
});
