import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { formatJson } from "../../../src/admin/code/json/format-json.ts";
import { findJsonProblem } from "../../../src/admin/code/json/json-problem.ts";

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("what is no JSON is found where it is:", () => {
  test.each([
    ["", ""],
    ["  ", ""],
    ['{"a": 1,}', ","],
    ["[1, 2,]", ","],
    ["[1 2]", "2"],
    ['{"a" 1}', "1"],
    ["{a: 1}", "a"],
    ["{'a': 1}", "'"],
    ["['a']", "'"],
    ['{"a": "x\n}', '"x'],
    ['"a\tb"', "\t"],
    ['"\\x"', "\\x"],
    ['"\\u12"', "\\u"],
    ["[01]", "01"],
    ["[+1]", "+1"],
    ["[.5]", ".5"],
    ["[1.]", "1."],
    ["[NaN]", "NaN"],
    ["[undefined]", "undefined"],
    ["// no\n1", "/"],
    ["1 2", "2"],
    ["{", ""],
    ["[", ""],
    ["]", "]"],
    ["[".repeat(2_000), "["],
  ])("%j", (text, wrong) => {
    const problem = findJsonProblem(text);
    expect(text.slice(problem?.from, problem?.to)).toBe(wrong);
    expect(problem?.message).toMatch(/\.$/);
    expect(isJson(text)).toBeFalse();
  });
});

test("it is what JSON.parse refuses", () => {
  const broken = fc
    .tuple(
      fc.json(),
      fc.nat(),
      fc.nat({ max: 3 }),
      fc.constantFrom(...Array.from("{}[],:\"'\\ \n0-.eut1")),
    )
    .map(([text, at, length, put]) => {
      const from = at % (text.length + 1);
      return text.slice(0, from) + put + text.slice(from + length);
    });
  fc.assert(
    fc.property(fc.oneof(broken, fc.json(), fc.string()), (text) => {
      expect(findJsonProblem(text) === undefined).toBe(isJson(text));
    }),
    { numRuns: 5_000 },
  );
});

describe("formatting", () => {
  test("gives lines as JSON.stringify does", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        const formatted = formatJson(text);
        expect(formatted).toBe(JSON.stringify(value, null, 2));
        expect(formatJson(formatted)).toBe(formatted);
      }),
    );
  });

  test.each([
    ["12345678901234567890", "12345678901234567890"],
    ["[1.0,1e400]", "[\n  1.0,\n  1e400\n]"],
    ['{"a":1,"a":2}', '{\n  "a": 1,\n  "a": 2\n}'],
    ['[{ },[ ],"{,}"]', '[\n  {},\n  [],\n  "{,}"\n]'],
  ])("keeps what is written: %s", (text, formatted) => {
    expect(formatJson(text)).toBe(formatted);
  });
});
