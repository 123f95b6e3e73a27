import type { TimeRange } from "./hours.ts";

/** A finger, or the mouse, and the moment that it holds. */
export interface Finger {
  /** Pixels from the left of the chart. */
  readonly x: number;
  /** Seconds. */
  readonly time: number;
}

/** Pixels between two fingers below which they say nothing about a scale. */
const leastApart = 16;

/**
 * The range in which each finger is over the moment that it holds: one moves the range, a second one stretches it, too.
 *
 * @param width the chart's, in pixels
 * @param before what was shown until now
 */
export function heldRange(
  [one, other]: readonly Finger[],
  width: number,
  before: TimeRange,
): TimeRange {
  if (one === undefined) return before;
  const perPixel = stretch(one, other) ?? (before.to - before.from) / width;
  const from = one.time - one.x * perPixel;
  return { from, to: from + width * perPixel };
}

/** Seconds per pixel; undefined where the fingers are too close, or have passed each other. */
function stretch(one: Finger, other: Finger | undefined): number | undefined {
  if (other === undefined) return undefined;
  const pixels = other.x - one.x;
  const perPixel = (other.time - one.time) / pixels;
  return Math.abs(pixels) >= leastApart && perPixel > 0 ? perPixel : undefined;
}
