import { describe, expect, test } from "bun:test";
import { parseFilter } from "../../../../src/core/filter/syntax/parse-filter.ts";
import { FilterSyntaxError } from "../../../../src/core/filter/syntax/syntax-error.ts";
import type {
  FilterNode,
  Operand,
} from "../../../../src/core/filter/syntax/tree.ts";

/** The tree as text with every group in parentheses. */
function show(node: FilterNode): string {
  if (node.type !== "comparison") {
    return `(${node.nodes.map(show).join(node.type === "and" ? " && " : " || ")})`;
  }
  const operator = `${node.any ? "?" : ""}${node.operator}`;
  return `${showOperand(node.left)} ${operator} ${showOperand(node.right)}`;
}

function showOperand(operand: Operand): string {
  if (operand.type === "path") return operand.path;
  if (operand.type !== "call") return JSON.stringify(operand.value);
  return `${operand.name}(${operand.arguments.map(showOperand).join(", ")})`;
}

describe("a filter is read", () => {
  test.each([
    ["a=1", "a = 1"],
    ["  a \t=\n 1  ", "a = 1"],
    ["a?!~'x'", 'a ?!~ "x"'],
    ['1<="te\'st"', '1 <= "te\'st"'],
    ["a>-5", "a > -5"],
    ["a > -.5", "a > -0.5"],
    ["a = 1 || b = 2 && c = 3", "(a = 1 || (b = 2 && c = 3))"],
    ["a = 1 && b = 2 || c = 3", "((a = 1 && b = 2) || c = 3)"],
    ["(a = 1 || b = 2) && c = 3", "((a = 1 || b = 2) && c = 3)"],
    ["((((a = 1))))", "a = 1"],
    ["a=1 && (b=2 && (c=3 && d=4))", "(a = 1 && b = 2 && c = 3 && d = 4)"],
    // Upstream takes a group without a join for another of the last kind.
    ["a = 1 (b = 2)", "(a = 1 && b = 2)"],
    ["a = 1 || b = 2 (c = 3)", "(a = 1 || b = 2 || c = 3)"],
    ["@request.auth.id != ''", '@request.auth.id != ""'],
    ["tags:each ?= 'a'", 'tags:each ?= "a"'],
    ["test() = 12", "test() = 12"],
    [
      "f(a.b, -1, 'x', g(@now)) > h(1,) // why",
      'f(a.b, -1, "x", g(@now)) > h(1)',
    ],
    ["f( // one\n 1 ) = 2", "f(1) = 2"],
    ["// first\na = 1 // it's (here\n&& b = 2", "(a = 1 && b = 2)"],
    ["(a = 1 // don't )\n)", "a = 1"],
    ["a = '// no comment'", 'a = "// no comment"'],
    ["(a = 'x)')", 'a = "x)"'],
  ])("%s", (text, tree) => {
    expect(show(parseFilter(text))).toBe(tree);
  });

  test("a number beyond all numbers counts as 0", () => {
    expect(show(parseFilter(`a = ${"9".repeat(400)}`))).toBe("a = 0");
  });
});

describe("quoted text", () => {
  test.each([
    [String.raw`'a\b\c\d'`, String.raw`a\b\c\d`],
    [String.raw`'a\n\r\t'`, "a\n\r\t"],
    [String.raw`'te\'st'`, "te'st"],
    [String.raw`"te\"st"`, 'te"st'],
    [String.raw`"te\'st"`, "te'st"],
    [String.raw`'te"st'`, 'te"st'],
    [String.raw`"te\\\"st"`, String.raw`te\"st`],
    [String.raw`'a\\'`, "a\\"],
    ["'žluťoučký 🐎'", "žluťoučký 🐎"],
    ["'a\nb'", "a\nb"],
  ])("%s stands for its text", (literal, text) => {
    expect(parseFilter(`a = ${literal}`)).toMatchObject({
      right: { type: "text", value: text },
    });
  });
});

describe("what is no filter is refused with the place", () => {
  test.each([
    ["", 0],
    ["   ", 3],
    ["// nothing", 10],
    ["()", 1],
    ["> 1", 0],
    ["a", 1],
    ["a >", 3],
    ["a > >", 4],
    ["a ! 1", 2],
    ["a == 1", 2],
    ["a =! 1", 2],
    ["a - 1", 2],
    ["a + 1", 2],
    ["a = 1 &&", 8],
    ["a = 1 & b = 2", 6],
    ["a = 1 &&& b = 2", 6],
    ["|| a = 1", 0],
    ["a = 1 && || b = 2", 9],
    ["a = 1 b = 2", 6],
    ["a = 1 'b'", 6],
    ["a = 1@test", 5],
    ["a = (b = 1)", 4],
    ["(a = 1", 6],
    ["a = 1)", 5],
    ["a = 1 (", 7],
    ["a, b = 1", 1],
    ["a = 'demo\"", 4],
    ["a = 'demo''", 10],
    ["a = 'demo\0'", 4],
    ["a = `demo`", 4],
    ["a = 1\r\n", 5],
    ["a = 1\0", 5],
    ["a = / b", 4],
    ["a. = 1", 0],
    ["a: = 1", 0],
    ["@ = 1", 0],
    ["_ = 1", 0],
    ["ä = 1", 0],
    ["a = 1e5", 5],
    ["a = 1.", 4],
    ["a = 1.2.3", 7],
    ["a = --1", 4],
    ["a = -", 4],
    ["f(", 2],
    ["f(1 2) = 1", 4],
    ["f(,1) = 1", 2],
    ["f((1)) = 1", 2],
    ["f(g(h(i(1)))) = 1", 6],
  ])("%j at %d", (text, position) => {
    const parse = () => parseFilter(text);
    expect(parse).toThrow(FilterSyntaxError);
    try {
      parse();
    } catch (error) {
      expect((error as FilterSyntaxError).position).toBe(position);
    }
  });
});

describe("there are limits", () => {
  const many = (count: number) =>
    Array.from({ length: count }, () => "a=1").join("||");
  const deep = (depth: number) => `${"(".repeat(depth)}a=1${")".repeat(depth)}`;

  test("of 200 comparisons", () => {
    expect(() => parseFilter(many(200))).not.toThrow();
    expect(() => parseFilter(many(201))).toThrow("More than 200 comparisons");
  });

  test("of 250 nested groups, however long the text", () => {
    expect(() => parseFilter(deep(250))).not.toThrow();
    expect(() => parseFilter(deep(251))).toThrow("Nested too deeply");
    expect(() => parseFilter("(".repeat(200_000))).toThrow("Nested too deeply");
    expect(() => parseFilter(`a = ${"f(".repeat(200_000)}`)).toThrow(
      "nested too deeply",
    );
  });
});
