import { expect, test } from "bun:test";
import {
  isMacro,
  macroValue,
} from "../../../../src/core/filter/values/macros.ts";

// A leap day, a Thursday.
const now = new Date("2024-02-29T23:05:07.089Z");

test.each([
  ["@now", "2024-02-29 23:05:07.089Z"],
  ["@yesterday", "2024-02-28 23:05:07.089Z"],
  ["@tomorrow", "2024-03-01 23:05:07.089Z"],
  ["@second", 7],
  ["@minute", 5],
  ["@hour", 23],
  ["@day", 29],
  ["@month", 2],
  ["@weekday", 4],
  ["@year", 2024],
  ["@todayStart", "2024-02-29 00:00:00.000Z"],
  ["@todayEnd", "2024-02-29 23:59:59.999Z"],
  ["@monthStart", "2024-02-01 00:00:00.000Z"],
  ["@monthEnd", "2024-02-29 23:59:59.999Z"],
  ["@yearStart", "2024-01-01 00:00:00.000Z"],
  ["@yearEnd", "2024-12-31 23:59:59.999Z"],
])("%s is %p", (name, value) => {
  expect(isMacro(name)).toBe(true);
  expect(macroValue(name, now)).toBe(value);
});

test.each(["@Now", "now", "@nowadays", "@constructor"])(
  "%s is none",
  (name) => {
    expect(isMacro(name)).toBe(false);
    expect(macroValue(name, now)).toBeUndefined();
  },
);
