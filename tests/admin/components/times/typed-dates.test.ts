import { expect, test } from "bun:test";
import {
  calendarDay,
  moveToDay,
  parseDate,
  writeDate,
} from "../../../../src/admin/components/fields/date-words.ts";
import { shownZones } from "../../../../src/admin/components/times/clock.ts";
import { writeExactly } from "../../../../src/admin/components/times/write-moment.ts";
import { inZone } from "./in-zone.ts";

const zones = [
  "America/New_York",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Africa/Monrovia",
  "UTC",
];

test.each(zones)("in %s, what is written is read as the same", (name) => {
  using _ = inZone(name);
  const halfHour = 1_800_000;
  // A year with all its changes of clocks, and one before there were such offsets.
  for (const year of [1925, 2026]) {
    for (let half = 0; half < 366 * 48; half++) {
      const moment = new Date(Date.UTC(year, 0, 1) + half * halfHour + 1);
      for (const zone of shownZones) {
        const text = writeDate(moment, zone);
        if (parseDate(text, zone)?.getTime() !== moment.getTime()) {
          throw new Error(`${moment.toISOString()} is written ${text}`);
        }
      }
    }
  }
});

test.each([
  ["2026-11-22 13:09", "2026-11-22T18:09:00.000Z", "2026-11-22T13:09:00.000Z"],
  ["2026-11-22", "2026-11-22T05:00:00.000Z", "2026-11-22T00:00:00.000Z"],
  // Clocks show it twice, then not at all.
  ["2026-11-01 01:30", "2026-11-01T05:30:00.000Z", "2026-11-01T01:30:00.000Z"],
  ["2026-03-08 02:30", "2026-03-08T07:30:00.000Z", "2026-03-08T02:30:00.000Z"],
  ["2026-11-22 13:09Z", "2026-11-22T13:09:00.000Z", "2026-11-22T13:09:00.000Z"],
  [
    "2026-11-01 01:30 -05:00",
    "2026-11-01T06:30:00.000Z",
    "2026-11-01T06:30:00.000Z",
  ],
])(
  "%j is another moment in New York than in UTC, unless it has its zone",
  (text, local, utc) => {
    using _ = inZone("America/New_York");
    expect(parseDate(text, "local")?.toISOString()).toBe(local);
    expect(parseDate(text, "utc")?.toISOString()).toBe(utc);
  },
);

test.each([
  ["local", "2026-11-22", "2026-11-22 22:30"],
  ["utc", "2026-11-23", "2026-11-23 03:30:00.000Z"],
] as const)("the calendar has the days of the zone: %s", (zone, day, text) => {
  using _ = inZone("America/New_York");
  const moment = new Date("2026-11-23T03:30:00Z");
  expect(writeExactly(moment, zone)).toStartWith(day);
  expect(writeDate(moment, zone)).toBe(text);
  expect(writeExactly(calendarDay(moment, zone), "local")).toStartWith(day);
});

test.each([
  ["local", "2026-11-01 22:30", "2026-11-01 00:00"],
  ["utc", "2026-11-01 03:30:00.000Z", "2026-11-01 00:00:00.000Z"],
] as const)(
  "a day of the calendar keeps the time of the zone: %s",
  (zone, moved, begun) => {
    using _ = inZone("America/New_York");
    const moment = new Date("2026-11-23T03:30:00Z");
    const day = new Date(2026, 10, 1);
    expect(writeDate(moveToDay(moment, day, zone), zone)).toBe(moved);
    expect(writeDate(moveToDay(null, day, zone), zone)).toBe(begun);
  },
);
