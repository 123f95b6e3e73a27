import { expect, test } from "bun:test";
import { readableOn } from "../../../src/admin/shell/readable-color.ts";

/** WCAG 2.2, "relative luminance" and "contrast ratio". */
function contrast(one: string, other: string): number {
  const [a = 0, b = 0] = [one, other].map((hex) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const surfaces = ["#ffffff", "#f4f2ef", "#24201c", "#000000"];
const colors = ["#1055c9", "#ffff00", "#000000", "#ffffff", "#7f7f7f"];
test.each(
  surfaces.flatMap((surface) => colors.map((color) => [color, surface])),
)("any accent can be read: %s on %s", (color = "", surface = "") => {
  const readable = readableOn(color, surface);
  expect(readable).toMatch(/^#[\da-f]{6}$/);
  expect(contrast(readable, surface)).toBeGreaterThanOrEqual(4.5);
});

test("an accent that can be read stays as it is", () => {
  expect(readableOn("#1055c9", "#ffffff")).toBe("#1055c9");
});
