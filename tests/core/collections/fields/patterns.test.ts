import { describe, expect, test } from "bun:test";
import { RE2JS } from "re2js";
import {
  autogenerateProblem,
  generateText,
} from "../../../../src/core/collections/fields/autogenerate.ts";
import {
  matchesPattern,
  patternProblem,
} from "../../../../src/core/collections/fields/pattern.ts";
import {
  randomIndex,
  randomText,
} from "../../../../src/core/collections/fields/random.ts";

describe("patterns", () => {
  test.each([
    ["^[a-z0-9]+$", "abc123", true],
    ["^[a-z0-9]+$", "abc\n", false],
    ["b", "abc", true],
    ["(?i)^ABC\\z", "abc", true],
    ["^\\pL+$", "äöü", true],
    ["^.$", "😀", true],
    ["^(?P<year>\\d{4})$", "2022", true],
    ["(", "(", false],
  ])("%s in %j: %s", (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });

  test.each(["(", "[a-", "a{2,1}", "(?=a)", "\\1", "a{1001}", "(a{1000}){9}"])(
    "%s is refused",
    (pattern) => {
      expect(patternProblem(pattern)).toBeString();
      expect(autogenerateProblem(pattern)).toBeString();
    },
  );

  test.each(["(a+)+$", "^(a|a)*$", "(.*)*x", "^(([a-z])+.)+[A-Z]([a-z])+$"])(
    "%s cannot be made to run for long",
    (pattern) => {
      const started = performance.now();
      matchesPattern(pattern, `${"a".repeat(200_000)}!`);
      expect(performance.now() - started).toBeLessThan(10_000);
    },
  );

  test("thousands of them do not fill the memory, and still work", () => {
    for (let index = 0; index < 2000; index++) {
      expect(matchesPattern(`^${index}$`, String(index))).toBe(true);
    }
    expect(matchesPattern("^0$", "0")).toBe(true);
  });
});

describe("generated text", () => {
  test.each([
    "[a-z0-9]{15}",
    "[a-zA-Z0-9]{30}",
    "[A-Z]{3}-[0-9]{4}",
    "abc",
    "a|bc|",
    "x?y*z+",
    "(?:ab){2,}",
    "(?P<name>a|b){3}",
    "((a|b)(c|d)){2,4}",
    ".{5}",
    "(?i)abc",
    "\\d\\D\\w\\W\\s\\S",
    "[\\d_-]{5}",
    "[]a]{4}",
    "[a\\]b-]{4}",
    "[^a-z]{5}",
    "[^\\x20-\\x7e]{3}",
    "[[:alpha:]][[:^digit:]][[:punct:]]",
    "\\pL\\p{Greek}\\P{L}\\p{^Lu}",
    "\\x41\\x{1F600}\\101\\t",
    "\\Qa.b\\E+",
    "\\.\\*\\[\\\\",
    "中{2}😀+",
    "a{,3}",
    "[a-c]{2}?",
  ])("%s generates what it matches", (pattern) => {
    expect(autogenerateProblem(pattern)).toBeUndefined();
    const whole = RE2JS.compile(`^(?:${pattern})$`);
    for (let count = 0; count < 50; count++) {
      const text = generateText(pattern);
      expect(text.isWellFormed()).toBe(true);
      expect(whole.test(text)).toBe(true);
    }
  });

  test("an unlimited repetition stays short", () => {
    for (let count = 0; count < 100; count++) {
      expect(generateText("a*").length).toBeLessThan(6);
      expect(generateText("a+").length).toBeWithin(1, 6);
      expect(generateText("a{8,}")).toBe("aaaaaaaa");
    }
  });

  test.each(["^a", "a$", "\\Aa", "a\\z", "\\ba", "(?m)^a"])(
    "nothing is generated from %s",
    (pattern) => {
      expect(autogenerateProblem(pattern)).toBeString();
      expect(generateText(pattern)).toBe("");
    },
  );

  test("ids differ", () => {
    const ids = new Set(
      Array.from({ length: 10_000 }, () => generateText("[a-z0-9]{15}")),
    );
    expect(ids.size).toBe(10_000);
  });
});

describe("random choices", () => {
  test.each([3, 36, 200, 300, 70_000])("among %d are even", (count) => {
    const draws = 20_000;
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < draws; draw++) {
      const index = randomIndex(count);
      expect(index).toBeWithin(0, count);
      const tenth = Math.floor((index * 10) / count);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    const used = Math.min(count, 10);
    for (const drawn of tenths.filter((number) => number > 0)) {
      expect(drawn).toBeWithin(draws / used / 2, (draws / used) * 2);
    }
  });

  test("text has the length and letters asked for", () => {
    expect(randomText(0, ["a"])).toBe("");
    expect(randomText(3, ["a"])).toBe("aaa");
    expect(randomText(100, ["a", "b"])).toMatch(/^[ab]{100}$/);
  });
});
