import { describe, expect, test } from "bun:test";
import {
  parseDate,
  readApiTime,
  writeApiTime,
  writeDate,
} from "../../../src/admin/components/fields/date-words.ts";
import { fileSize } from "../../../src/admin/components/texts/file-size.ts";
import { parseColor } from "../../../src/admin/components/fields/hex-color.ts";
import {
  parseNumber,
  stepNumber,
} from "../../../src/admin/components/fields/number-text.ts";
import { splitTags } from "../../../src/admin/components/fields/split-tags.ts";

describe("a date", () => {
  test.each([
    ["2026-11-22 10:30Z", "2026-11-22T10:30:00.000Z"],
    ["2026-11-22T10:30:05.123Z", "2026-11-22T10:30:05.123Z"],
    [" 2026-11-22 10:30:05.5 UTC ", "2026-11-22T10:30:05.500Z"],
    ["2026-11-22 10:30+02:00", "2026-11-22T08:30:00.000Z"],
    ["2026-11-22 10:30 -0330", "2026-11-22T14:00:00.000Z"],
    ["0050-01-02Z", "0050-01-02T00:00:00.000Z"],
  ])("in a zone, %j, is %s", (text, iso) => {
    expect(parseDate(text, "local")?.toISOString()).toBe(iso);
  });

  test.each([
    "2026-11-22 10:30",
    "2026-11-22 10:30:05",
    "2026-11-22 10:30:05.007",
    "2026-01-01 00:00",
    "0050-01-02 03:04",
  ])("without a zone, %j, is the visitor's, and written the same", (text) => {
    const date = parseDate(text, "local");
    expect(writeDate(date ?? null, "local")).toBe(text);
    expect(date?.getMinutes()).toBe(Number(text.slice(14, 16)));
  });

  test.each([
    "2026",
    "2026-11",
    "22.11.2026",
    "2026-02-30",
    "2026-13-01",
    "2026-11-22 24:00",
    "2026-11-22 10:60",
    "tomorrow",
  ])("is not %j", (text) => {
    expect(parseDate(text, "local")).toBeUndefined();
  });

  test("is none where nothing is written", () => {
    expect(parseDate("  ", "local")).toBeNull();
    expect(writeDate(null, "local")).toBe("");
  });
});

describe("a number", () => {
  test.each([
    ["12", 12],
    [" -0.5 ", -0.5],
    ["1.", 1],
    [".5", 0.5],
    ["+3", 3],
    ["1e3", 1000],
    ["", null],
    ["1,5", undefined],
    ["1 000", undefined],
    ["0x10", undefined],
    ["-", undefined],
    ["1e999", undefined],
    ["Infinity", undefined],
  ])("written as %j is %p", (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  test.each([
    [0.1, 0.2, {}, 0.3],
    [1, -1, { min: 1 }, 1],
    [9, 5, { max: 10 }, 10],
    [null, 1, { min: 5 }, 5],
    [null, -1, {}, 0],
    [1e-7, 1e-7, {}, 2e-7],
  ])("%p and a step of %p, within %j, are %p", (value, step, limits, sum) => {
    expect(stepNumber(value, step, limits)).toBe(sum);
  });
});

test.each([
  ["a.example, b.example\nc.example", ["a.example", "b.example", "c.example"]],
  ["New York, Berlin;", ["New York", "Berlin"]],
  ["one  two\tthree", ["one", "two", "three"]],
  [" , \r\n", []],
])("the list %j has the parts %j", (text, parts) => {
  expect(splitTags(text)).toEqual(parts);
});

test.each([
  ["#A84a1A", "#a84a1a"],
  ["0f0", "#00ff00"],
  ["", ""],
  ["#12345", undefined],
  ["red", undefined],
])("the colour %j is %p", (text, colour) => {
  expect(parseColor(text)).toBe(colour);
});

test.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1024, "1 kB"],
  [1536, "1.5 kB"],
  [5_242_880, "5 MB"],
  [20_000_000, "19 MB"],
])("a file of %d bytes is one of %s", (bytes, said) => {
  expect(fileSize(bytes)).toBe(said);
});

test("a time is read and written as the API has it", () => {
  const text = "2026-11-22 10:30:05.123Z";
  expect(writeApiTime(readApiTime(text))).toBe(text);
  expect(readApiTime("soon")).toBeNull();
  expect(writeApiTime(null)).toBe("");
});
