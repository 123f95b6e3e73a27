import { expect, test } from "bun:test";
import { heldRange } from "../../../../src/admin/pages/logs/chart/held-range.ts";

const before = { from: 1000, to: 2000 };

test.each([
  ["one finger moves it", [{ x: 60, time: 1500 }], [900, 1900]],
  [
    "two that go apart show less",
    [
      { x: 20, time: 1400 },
      { x: 80, time: 1600 },
    ],
    [1333, 1667],
  ],
  [
    "two that come together show more",
    [
      { x: 40, time: 1200 },
      { x: 60, time: 1800 },
    ],
    [0, 3000],
  ],
  [
    "two at one place only move it",
    [
      { x: 50, time: 1500 },
      { x: 51, time: 1600 },
    ],
    [1000, 2000],
  ],
  [
    "two that have passed each other only move it",
    [
      { x: 80, time: 1400 },
      { x: 20, time: 1600 },
    ],
    [600, 1600],
  ],
  ["none leaves it", [], [1000, 2000]],
] as const)("a range under fingers: %s", (_, fingers, [from, to]) => {
  const held = heldRange(fingers, 100, before);
  expect([Math.round(held.from), Math.round(held.to)]).toEqual([from, to]);
});
