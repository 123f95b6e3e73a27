import { expect, test } from "bun:test";
import {
  calendarDay,
  moveToDay,
  parseDate,
  writeDate,
} from "../../../../src/admin/components/fields/date-words.ts";
import {
  writeMoment,
  writeWithZone,
} from "../../../../src/admin/components/times/write-moment.ts";
import { inZone } from "./in-zone.ts";

test.each([
  ["Asia/Kathmandu", "9999-12-31T23:59:59.999Z"],
  ["America/New_York", "0000-01-01T00:00:00.000Z"],
])("in %s, %s is written in UTC: clocks have no such year", (name, iso) => {
  using _ = inZone(name);
  const moment = new Date(iso);
  const stored = iso.replace("T", " ");
  expect(writeMoment(moment, "local")).toBe(stored);
  expect(writeWithZone(moment, "local")).toBe(`${stored} (${name})`);
  const typed = writeDate(moment, "local");
  expect(typed).toBe(stored);
  expect(parseDate(typed, "local")).toEqual(moment);
});

test.each([
  ["America/New_York", "9999-12-31 23:00"],
  ["Asia/Kathmandu", "0000-01-01 00:00"],
  ["UTC", "9999-12-31 23:59 -00:01"],
])("in %s, %s cannot be stored, and is no date", (name, text) => {
  using _ = inZone(name);
  expect(parseDate(text, "local")).toBeUndefined();
});

test("clocks that were set back while their offset had seconds are typed with them", () => {
  using _ = inZone("Africa/Monrovia");
  const moment = new Date("1970-01-01T10:00:00Z");
  expect(writeWithZone(moment, "local")).toBe(
    "1970-01-01 09:15:30.000 -00:44:30 (Africa/Monrovia)",
  );
  // For 82 seconds, it was the same time as before.
  const again = new Date("1919-03-01T00:43:10Z");
  const typed = writeDate(again, "local");
  expect(typed).toEndWith(" -00:44:30");
  expect(parseDate(typed, "local")).toEqual(again);
});

test.each([
  ["-00:44:30", "2026-11-22T10:44:30.000Z"],
  ["+0545", "2026-11-22T04:15:00.000Z"],
  ["+14", "2026-11-21T20:00:00.000Z"],
  ["+99:99", undefined],
])("10:00 %s is %p", (offset, iso) => {
  expect(parseDate(`2026-11-22 10:00 ${offset}`, "utc")?.toISOString()).toBe(
    iso,
  );
});

test("the day that it is already, chosen once more, leaves the second of two same times", () => {
  using _ = inZone("America/New_York");
  const second = new Date("2026-11-01T06:30:00.000Z");
  const day = calendarDay(second, "local");
  expect(moveToDay(second, day, "local")).toEqual(second);
});
