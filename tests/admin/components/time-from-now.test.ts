import { expect, test } from "bun:test";
import { timeFromNow } from "../../../src/admin/components/texts/time-from-now.ts";

const clock = Date.UTC(2026, 10, 22, 12);
const now = clock + 30_000;

test.each([
  ["two hours before", -7_200, "2 hours ago"],
  ["a minute before", -60, "1 minute ago"],
  ["seconds before", -59, "just now"],
  ["after the clock's last tick", 20, "just now"],
  ["a moment ahead", 40, "in less than a minute"],
  ["a minute ahead", 60, "in 1 minute"],
])("%s is said as one would", (_, seconds, words) => {
  const moment = new Date(clock + seconds * 1000);
  expect(timeFromNow(moment, clock, now)).toBe(words);
});
