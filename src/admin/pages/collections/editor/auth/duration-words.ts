import { authOptionsText } from "../../../../text/auth-options.ts";
import { fill } from "../../../../text/index.ts";

const lengths = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** Seconds in words, as in "5 days" or "1 day 2 hours"; empty for none. */
export function describeDuration(seconds: number): string {
  let rest = Math.floor(seconds);
  const words: string[] = [];
  for (const [unit, length] of lengths) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    const { one, many } = authOptionsText.units[unit];
    if (count > 0) words.push(count === 1 ? one : fill(many, { count }));
  }
  return words.join(" ");
}
