import { describe, expect, test } from "bun:test";
import { startOfDay } from "../../../../src/admin/components/times/clock.ts";
import {
  writeDayOfYear,
  writeElsewhere,
  writeExactly,
  writeMoment,
  writeTimeOfDay,
  writeTypable,
  writeWithZone,
} from "../../../../src/admin/components/times/write-moment.ts";
import { inZone } from "./in-zone.ts";

const moment = new Date("2026-11-22T18:09:35.613Z");

test.each([
  ["America/New_York", "2026-11-22 13:09:35", "-05:00"],
  ["Europe/Berlin", "2026-11-22 19:09:35", "+01:00"],
  ["Asia/Kathmandu", "2026-11-22 23:54:35", "+05:45"],
  ["Pacific/Kiritimati", "2026-11-23 08:09:35", "+14:00"],
  ["America/St_Johns", "2026-11-22 14:39:35", "-03:30"],
  ["UTC", "2026-11-22 18:09:35", "+00:00"],
])("in %s it is %s, and the same in UTC", (zone, local, offset) => {
  using _ = inZone(zone);
  expect(writeMoment(moment, "local")).toBe(local);
  expect(writeExactly(moment, "local")).toBe(`${local}.613`);
  expect(writeElsewhere(moment, "utc")).toBe(
    `${local}.613 ${offset} (${zone})`,
  );
  expect(writeTimeOfDay(moment, "local")).toBe(local.slice(11, 16));
  expect(writeDayOfYear(moment, "local")).toBe(`${local.slice(8, 10)} Nov`);

  const stored = "2026-11-22 18:09:35.613Z";
  expect(writeMoment(moment, "utc")).toBe(stored);
  expect(writeExactly(moment, "utc")).toBe(stored);
  expect(writeTypable(moment, "utc")).toBe(stored);
  expect(writeElsewhere(moment, "local")).toBe(`${stored} (UTC)`);
  expect(writeTimeOfDay(moment, "utc")).toBe("18:09");
  expect(writeDayOfYear(moment, "utc")).toBe("22 Nov");
});

test.each([
  ["2026-11-22T10:30:00.000Z", "2026-11-22 10:30"],
  ["2026-11-22T10:00:00.000Z", "2026-11-22 10:00"],
  ["2026-11-22T10:30:05.000Z", "2026-11-22 10:30:05"],
  ["2026-11-22T10:30:00.500Z", "2026-11-22 10:30:00.500"],
  ["0050-01-02T03:04:00.000Z", "0050-01-02 03:04"],
])("to type, %s is %s", (iso, written) => {
  using _ = inZone("UTC");
  expect(writeTypable(new Date(iso), "local")).toBe(written);
});

describe("when clocks in New York are set", () => {
  test.each([
    ["back, the first time", "2026-11-01T05:30:00Z", "01:30", "-04:00"],
    ["back, the second time", "2026-11-01T06:30:00Z", "01:30", "-05:00"],
    ["back, after it", "2026-11-01T07:30:00Z", "02:30", "-05:00"],
    ["forward, before it", "2026-03-08T06:59:00Z", "01:59", "-05:00"],
    ["forward, after it", "2026-03-08T07:00:00Z", "03:00", "-04:00"],
  ])("%s", (_when, iso, time, offset) => {
    using _ = inZone("America/New_York");
    const day = iso.slice(0, 10);
    expect(writeMoment(new Date(iso), "local")).toBe(`${day} ${time}:00`);
    expect(writeWithZone(new Date(iso), "local")).toBe(
      `${day} ${time}:00.000 ${offset} (America/New_York)`,
    );
  });

  test("only the second of two same times is typed with its offset", () => {
    using _ = inZone("America/New_York");
    const write = (iso: string) => writeTypable(new Date(iso), "local");
    expect(write("2026-11-01T05:30:00Z")).toBe("2026-11-01 01:30");
    expect(write("2026-11-01T06:30:00Z")).toBe("2026-11-01 01:30 -05:00");
  });
});

test.each([
  ["America/New_York", "2026-11-22T04:00:00.000Z", "2026-11-21T05:00:00.000Z"],
  ["America/New_York", "2026-11-01T20:00:00.000Z", "2026-11-01T04:00:00.000Z"],
  ["Asia/Kathmandu", "2026-11-22T18:20:00.000Z", "2026-11-22T18:15:00.000Z"],
  // The day begins at one: clocks were set forward at midnight.
  ["Asia/Beirut", "2026-03-29T12:00:00.000Z", "2026-03-28T22:00:00.000Z"],
])("in %s the day of %s begins at %s", (zone, iso, start) => {
  using _ = inZone(zone);
  expect(startOfDay(new Date(iso), "local").toISOString()).toBe(start);
  expect(startOfDay(new Date(iso), "utc").toISOString()).toBe(
    `${iso.slice(0, 10)}T00:00:00.000Z`,
  );
});
