import { describe, expect, test } from "bun:test";
import { join } from "node:path";

const file = join(import.meta.dir, "../../../src/admin/styles/tokens.css");
const css = await Bun.file(file).text();

/** A colour as red, green and blue from 0 to 255. */
type Colour = readonly number[];

/** The colours by name, for the light and the dark scheme. */
const schemes: Readonly<Record<"light" | "dark", Record<string, Colour>>> = {
  light: {},
  dark: {},
};
const pattern = /--([\w-]+): light-dark\(#([\da-f]{6}), #([\da-f]{6})\);/g;
for (const [, name = "", light = "", dark = ""] of css.matchAll(pattern)) {
  schemes.light[name] = parseColour(light);
  schemes.dark[name] = parseColour(dark);
}

function parseColour(hex: string): Colour {
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

/** WCAG 2.2, "relative luminance". */
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, "contrast ratio". */
function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted(
    (a, b) => a - b,
  );
  return (lighter + 0.05) / (darker + 0.05);
}

/** What text needs, and what is no text (WCAG 2.2, criteria 1.4.3 and 1.4.11). */
const [asText, asShape] = [4.5, 3];

const surfaces = ["page", "surface", "surface-sunken", "surface-raised"];
const code = [
  "code-name",
  "code-text",
  "code-number",
  "code-keyword",
  "code-comment",
];

/** What stands on what, and how much contrast that takes. */
const pairs: readonly (readonly [
  fronts: readonly string[],
  backs: readonly string[],
  least: number,
])[] = [
  [["ink", "ink-soft", "ink-faint"], [...surfaces, "hover"], asText],
  [["ink", "ink-soft"], ["pressed"], asText],
  [
    ["ink"],
    ["accent-soft", "good-soft", "warn-soft", "bad-soft", "info-soft"],
    asText,
  ],
  [["accent", "accent-hover", "bad"], [...surfaces, "hover"], asText],
  [["accent"], ["accent-soft"], asText],
  [["on-accent"], ["accent", "accent-hover"], asText],
  [["on-bad"], ["bad"], asText],
  [["surface"], ["ink"], asText],
  [["good", "warn", "info"], ["page", "surface", "surface-raised"], asText],
  [["good"], ["good-soft"], asText],
  [["warn"], ["warn-soft"], asText],
  [["bad"], ["bad-soft"], asText],
  [["info"], ["info-soft"], asText],
  [code, ["surface", "surface-sunken"], asText],
  [["border-strong"], ["surface", "surface-sunken", "surface-raised"], asShape],
  [["focus"], [...surfaces, "hover"], asShape],
];

const cases = pairs.flatMap(([fronts, backs, least]) =>
  fronts.flatMap((front) => backs.map((back) => [front, back, least] as const)),
);

describe.each(["light", "dark"] as const)("in the %s scheme", (name) => {
  const scheme = schemes[name];
  test.each(cases)("%s can be read on %s", (front, back, least) => {
    expect(contrast(scheme[front]!, scheme[back]!)).toBeGreaterThanOrEqual(
      least,
    );
  });
});
