import { expect, test } from "bun:test";
import {
  styleValue,
  withStyleValue,
} from "../../../../src/admin/pages/records/inputs/rich-text/looks/style-declarations.ts";
import { contrast } from "../../../../src/admin/shell/readable-color.ts";
import { palettes } from "../../../../src/admin/pages/records/inputs/rich-text/looks/palettes.ts";
import { isAddress } from "../../../../src/admin/pages/records/inputs/rich-text/typed-links.ts";

test.each([
  ["", "red", "color: red;"],
  ["color: blue;", "red", "color: red;"],
  ["COLOR:blue;margin:0", "red", "margin:0; color: red;"],
  ["background-color: #fff", "red", "background-color: #fff; color: red;"],
  [
    "background: url(data:image/png;base64,x); color: a; font: 'a;b'",
    "red",
    "background: url(data:image/png;base64,x); font: 'a;b'; color: red;",
  ],
  ["color: a; color: b", undefined, ""],
  ["margin: 0; color: a", undefined, "margin: 0;"],
  ["(;'", undefined, "(;';"],
] as const)("the style %p with the colour %p is %p", (style, color, after) => {
  expect(withStyleValue(style, "color", color)).toBe(after);
  expect(styleValue(after, "color")).toBe(color);
});

test("a style says of a property what it says last", () => {
  expect(styleValue("color: a; COLOR : b ;margin:0", "color")).toBe("b");
  expect(styleValue("background-color: a", "color")).toBeUndefined();
});

test("the colours of letters can be read on both schemes, those behind them with black letters", () => {
  const isExtreme = (hex: string) => hex === "#000000" || hex === "#ffffff";
  for (const { hex } of palettes.color) {
    if (isExtreme(hex)) continue;
    expect(contrast(hex, "#ffffff")).toBeGreaterThanOrEqual(4.5);
    expect(contrast(hex, "#1c1916")).toBeGreaterThanOrEqual(3.5);
  }
  for (const { hex } of palettes["background-color"]) {
    if (isExtreme(hex)) continue;
    expect(contrast(hex, "#000000")).toBeGreaterThanOrEqual(12);
  }
});

test.each([
  ["https://example.com/@anna?b", true],
  ["ftp://example.com", true],
  ["www.example.com", true],
  ["mailto:anna@example.com", true],
  ["anna@example.com", true],
  ["example.com", false],
  ["notes.md", false],
  ["node.js", false],
  ["javascript:run()", false],
  ["@anna", false],
])("that %s is meant as an address is %p", (word, isMeant) => {
  expect(isAddress(word)).toBe(isMeant);
});
