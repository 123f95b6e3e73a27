import { fill } from "../../../text/index.ts";
import { logsText } from "../../../text/logs.ts";

const { milliseconds, seconds } = logsText.table;

/** How long something took, in the unit that fits. */
export function writeDuration(value: unknown): string {
  const number = Number(value);
  if (value === undefined || value === null || Number.isNaN(number)) return "";
  if (number < 0.1) return fill(milliseconds, { count: "< 0.1" });
  if (number >= 1000)
    return fill(seconds, { count: (number / 1000).toFixed(1) });
  const digits = number < 10 ? 1 : 0;
  return fill(milliseconds, { count: number.toFixed(digits) });
}
