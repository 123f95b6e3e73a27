import { describe, expect, test } from "bun:test";
import {
  matchesShortcut,
  parseShortcut,
  type PressedKey,
  splitKeys,
} from "../../../src/admin/components/hooks/shortcut.ts";

/** A pressed key, with nothing held unless told. */
function press(
  key: string,
  ...held: readonly ("ctrl" | "meta" | "shift" | "alt")[]
): PressedKey {
  return {
    key,
    ctrlKey: held.includes("ctrl"),
    metaKey: held.includes("meta"),
    shiftKey: held.includes("shift"),
    altKey: held.includes("alt"),
  };
}

describe("a shortcut", () => {
  test.each([
    ["Mod+S", press("s", "ctrl")],
    ["Mod+S", press("S", "ctrl")],
    ["Mod+Shift+S", press("S", "ctrl", "shift")],
    ["Alt+ArrowUp", press("ArrowUp", "alt")],
    ["Space", press(" ")],
    ["n", press("n")],
    ["?", press("?", "shift")],
    ["?", press("?")],
    ["Mod++", press("+", "ctrl")],
  ])("%s is %o", (keys, pressed) => {
    expect(matchesShortcut(pressed, parseShortcut(keys), false)).toBe(true);
  });

  test.each([
    ["Mod+S", press("s")],
    ["Mod+S", press("s", "meta")],
    ["Mod+S", press("S", "ctrl", "shift")],
    ["Mod+S", press("s", "ctrl", "alt")],
    ["S", press("s", "ctrl")],
    ["N", press("N", "shift")],
    ["Shift+Enter", press("Enter")],
  ])("%s is not %o", (keys, pressed) => {
    expect(matchesShortcut(pressed, parseShortcut(keys), false)).toBe(false);
  });

  test("is held with Command on a Mac, where Control is another key", () => {
    const save = parseShortcut("Mod+S");
    expect(matchesShortcut(press("s", "meta"), save, true)).toBe(true);
    expect(matchesShortcut(press("s", "ctrl"), save, true)).toBe(false);
  });
});

test.each([
  ["Mod+Shift+S", ["Mod", "Shift", "S"]],
  ["?", ["?"]],
  ["+", ["+"]],
  ["Mod++", ["Mod", "+"]],
])("%s is written as the keys %o", (keys, parts) => {
  expect(splitKeys(keys)).toEqual(parts);
});
