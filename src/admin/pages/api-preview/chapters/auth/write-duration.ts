import { fill } from "../../../../text/index.ts";
import { apiPreviewText } from "../../../../text/api-preview.ts";

const { durations } = apiPreviewText;

const units = [
  [86_400, durations.days],
  [3_600, durations.hours],
  [60, durations.minutes],
  [1, durations.seconds],
] as const;

/** Seconds in the largest unit of which there are whole ones. */
export function writeDuration(seconds: number): string {
  const [size, template] =
    units.find(([unit]) => seconds >= unit * 2 && seconds % unit === 0) ??
    ([1, durations.seconds] as const);
  return fill(template, { count: seconds / size });
}
