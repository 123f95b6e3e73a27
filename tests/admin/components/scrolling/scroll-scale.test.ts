import { expect, test } from "bun:test";
import { assert, integer, property } from "fast-check";
import {
  boxHeight,
  type Heights,
  maxBoxHeight,
  type Place,
  placeAt,
  scrolled,
} from "../../../../src/admin/components/scrolling/scroll-scale.ts";

const view = 600;
const million: Heights = { content: 36_000_000, view };
const last = million.content - view;
const lastScroll = maxBoxHeight - view;

test("what a browser can scroll is scrolled as it is", () => {
  const heights = { content: 36_000, view };
  expect(boxHeight(heights)).toBe(36_000);
  expect(placeAt(12_345, heights)).toEqual({ scrollTop: 12_345, top: 12_345 });
  const from = { scrollTop: 0, top: 0 };
  expect(scrolled(from, 20_000, heights).top).toBe(20_000);
});

test("a box is never higher than browsers show", () => {
  expect(boxHeight(million)).toBe(maxBoxHeight);
});

test.each([
  ["beginning", 0, 0],
  ["end", lastScroll, last],
  ["middle", lastScroll / 2, last / 2],
])("a scroll bar that is dragged to the %s shows it", (_, scrollTop, top) => {
  const from = { scrollTop: 3_000_000, top: 9_000_000 };
  expect(scrolled(from, scrollTop, million)).toEqual({ scrollTop, top });
});

test("a step of the wheel moves the rows by as much, wherever one is", () => {
  const at = (place: Place) => scrolled(place, place.scrollTop + 120, million);
  for (const top of [0, 50_000, 5_000_000, last - 50_000]) {
    const place = placeAt(top, million);
    expect(at(place)).toEqual({
      scrollTop: place.scrollTop + 120,
      top: top + 120,
    });
  }
});

test("any place can be gone to, and dragging the bar there leads to the same one", () => {
  assert(
    property(integer({ min: 0, max: last }), (top) => {
      const place = placeAt(top, million);
      expect(place.top).toBe(top);
      expect(place.scrollTop).toBeWithin(0, lastScroll + 1);
      const from = { scrollTop: place.scrollTop > 5e6 ? 0 : 10e6, top: 0 };
      const { top: reached } = scrolled(from, place.scrollTop, million);
      // A pixel of the bar stands for some of the content.
      expect(Math.abs(reached - top)).toBeLessThan(3);
    }),
  );
});

test("nothing lies beyond the ends", () => {
  expect(placeAt(-5, million).top).toBe(0);
  expect(placeAt(99e9, million)).toEqual({ scrollTop: lastScroll, top: last });
  expect(placeAt(50, { content: 100, view })).toEqual({ scrollTop: 0, top: 0 });
});
