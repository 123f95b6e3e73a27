import { isValid } from "date-fns";
import { clockAt, momentOf, type ShownZone } from "../times/clock.ts";
import { writeExactly, writeTypable } from "../times/write-moment.ts";

/**
 * Reads a date as one writes it: `2026-11-22`, `2026-11-22 10:30`, with seconds and milliseconds, with a "T" in between, and
 * in the zone that it names (`Z`, `+02:00`) or else the given one. Undefined if it is none, or none that can be stored; null if
 * there is nothing.
 */
export function parseDate(
  text: string,
  otherwise: ShownZone,
): Date | null | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  const parts =
    /^(\d{4})-(\d\d?)-(\d\d?)(?:[T\s]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-][012]\d(?::?[0-5]\d(?::?[0-5]\d)?)?)?$/i.exec(
      trimmed,
    );
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = "", zone] = parts;
  const wanted = [year, month, day, hour, minute, second].map((part) =>
    Number(part ?? 0),
  );
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = wanted;
  const ms = Number(fraction.padEnd(3, "0").slice(0, 3));
  // The year alone may be below 100, which the constructor takes for one of the 20th century.
  const utc = new Date(0);
  utc.setUTCFullYear(y, mo - 1, d);
  utc.setUTCHours(h, mi, s, ms);
  const isReal =
    utc.getUTCMonth() === mo - 1 &&
    utc.getUTCDate() === d &&
    utc.getUTCHours() === h &&
    utc.getUTCMinutes() === mi &&
    utc.getUTCSeconds() === s;
  if (!isReal) return undefined;
  const moment =
    zone === undefined
      ? momentOf(utc, otherwise)
      : new Date(utc.getTime() - offsetOf(zone) * 1000);
  return isStorable(moment) ? moment : undefined;
}

/** Whether its year in UTC has four digits: the server takes another one for no date. */
function isStorable(moment: Date): boolean {
  return /^\d/.test(moment.toISOString());
}

/** Writes a date as `parseDate` reads it. */
export function writeDate(date: Date | null, zone: ShownZone): string {
  return date === null || !isValid(date) ? "" : writeTypable(date, zone);
}

/** Reads a time as the API writes it, with a space or a "T" before the time of the day. Null if it is none. */
export function readApiTime(text: string): Date | null {
  const time = new Date(text.replace(" ", "T"));
  return isValid(time) ? time : null;
}

/** Writes a time as the API does; empty for none. */
export function writeApiTime(time: Date | null): string {
  return time === null || !isValid(time) ? "" : writeExactly(time, "utc");
}

/** The same time on another day of the calendar, which is one in the visitor's zone, whatever the zone of the time. */
export function moveToDay(time: Date | null, day: Date, zone: ShownZone): Date {
  const before = time === null ? new Date(0) : clockAt(time, zone);
  const clock = new Date(before);
  clock.setUTCFullYear(day.getFullYear(), day.getMonth(), day.getDate());
  // On the same day it may be the second of two same times.
  const isSame = clock.getTime() === before.getTime();
  return time !== null && isSame ? time : momentOf(clock, zone);
}

/** The day of the calendar that it is then in the zone. */
export function calendarDay(time: Date, zone: ShownZone): Date {
  const clock = clockAt(time, zone);
  clock.setUTCHours(12, 0, 0, 0);
  return momentOf(clock, "local");
}

/** Seconds that a zone is ahead of UTC. */
function offsetOf(zone: string): number {
  const [, sign, hours = "0", minutes = "0", seconds = "0"] =
    /^([+-])(\d\d):?(\d\d)?:?(\d\d)?$/.exec(zone) ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return sign === "-" ? -offset : offset;
}
