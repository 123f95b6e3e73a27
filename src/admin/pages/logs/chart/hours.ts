import {
  readApiTime,
  writeApiTime,
} from "../../../components/fields/date-words.ts";
import type { HourCount } from "../entries/use-statistics.ts";

export const hour = 3_600;

/** Seconds that the chart shows at least: a single hour would be one wide block. */
const leastShown = 24 * hour;

/** Hours that are drawn at most; more than the longest that logs are sensibly kept. */
const mostHours = 24 * 366 * 2;

/** A stretch of time, in seconds. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** From the first hour that has entries, or a day ago, to the end of this hour. */
export function wholeRange(
  hours: readonly HourCount[],
  now: number,
): TimeRange {
  const last = hours.at(-1)?.time ?? 0;
  const to = Math.max(Math.floor(now / hour) * hour, last) + hour;
  const first = hours[0]?.time ?? to;
  return { from: Math.min(first, to - leastShown), to };
}

/** Every hour of the range, those without entries, too. */
export function everyHour(
  hours: readonly HourCount[],
  { from, to }: TimeRange,
): { readonly times: number[]; readonly counts: number[] } {
  const counted = new Map(hours.map(({ time, count }) => [time, count]));
  const first = Math.max(Math.floor(from / hour) * hour, to - mostHours * hour);
  const times: number[] = [];
  const counts: number[] = [];
  for (let time = first; time < to; time += hour) {
    times.push(time);
    counts.push(counted.get(time) ?? 0);
  }
  return { times, counts };
}

/** A range that is moved and stretched: it stays within the whole, and is no shorter than a minute. */
export function changedRange(
  { from, to }: TimeRange,
  change: { readonly move?: number; readonly scale?: number },
  whole: TimeRange,
): TimeRange {
  const { move = 0, scale = 1 } = change;
  const length = Math.min(
    Math.max((to - from) * scale, 60),
    whole.to - whole.from,
  );
  const middle = (from + to) / 2 + (to - from) * move;
  const start = Math.min(
    Math.max(middle - length / 2, whole.from),
    whole.to - length,
  );
  return { from: Math.round(start), to: Math.round(start + length) };
}

/** Seconds as the API writes dates, and as the address has them. */
export function writeTime(seconds: number): string {
  return writeApiTime(new Date(seconds * 1000));
}

/** The range that an address has; undefined if it has none that makes sense. */
export function parseRange(from: string, to: string): TimeRange | undefined {
  const [start, end] = [from, to].map(readApiTime);
  if (!start || !end || start >= end) return undefined;
  return { from: start.getTime() / 1000, to: end.getTime() / 1000 };
}
