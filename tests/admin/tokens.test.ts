import { describe, expect, test } from "bun:test";
import { join } from "node:path";

const file = join(import.meta.dir, "../../src/admin/styles/tokens.css");
const css = await Bun.file(file).text();

/** The colours of one scheme by name, as red, green and blue from 0 to 255. */
function colours(part: string): Record<string, number[]> {
  const found = part.matchAll(/--([\w-]+): #([\da-f]{6});/g);
  return Object.fromEntries(
    Array.from(found, ([, name = "", hex = ""]) => [
      name,
      [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)),
    ]),
  );
}

const [light = "", dark = ""] = css.split(
  "@media (prefers-color-scheme: dark)",
);
const schemes = { light: colours(light), dark: colours(dark) };

/** WCAG 2.2, "relative luminance". */
function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, "contrast ratio". */
function contrast(one: readonly number[], other: readonly number[]): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted(
    (a, b) => a - b,
  );
  return (lighter + 0.05) / (darker + 0.05);
}

/** What stands on what, and how much contrast that takes (WCAG 2.2, criteria 1.4.3 and 1.4.11). */
const pairs: [string, string, number][] = [
  ["ink", "page", 4.5],
  ["ink", "surface", 4.5],
  ["ink", "surface-sunken", 4.5],
  ["ink-soft", "surface", 4.5],
  ["accent", "surface", 4.5],
  ["accent-hover", "surface", 4.5],
  ["on-accent", "accent", 4.5],
  ["on-accent", "accent-hover", 4.5],
  ["bad", "surface", 4.5],
  ["bad", "bad-soft", 4.5],
  ["good", "good-soft", 3],
  ["border-strong", "surface", 3],
  ["focus", "surface", 3],
  ["focus", "page", 3],
];

describe.each(["light", "dark"] as const)("in the %s scheme", (name) => {
  const scheme = schemes[name];
  test.each(pairs)("%s can be read on %s", (front, back, least) => {
    expect(contrast(scheme[front]!, scheme[back]!)).toBeGreaterThanOrEqual(
      least,
    );
  });
});

test("both schemes have the same colours", () => {
  expect(Object.keys(schemes.dark)).toEqual(Object.keys(schemes.light));
});
