import { format, isValid } from "date-fns";

/**
 * Reads a date as one writes it: `2026-11-22`, `2026-11-22 10:30`, with seconds and milliseconds, with a "T" in between, and
 * in the zone that it names (`Z`, `+02:00`) or else the visitor's. Undefined if it is none; null if there is nothing.
 */
export function parseDate(text: string): Date | null | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  const parts =
    /^(\d{4})-(\d\d?)-(\d\d?)(?:[T\s]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d\d:?(?:\d\d)?)?$/i.exec(
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
  if (zone !== undefined) {
    return new Date(utc.getTime() - offsetOf(zone) * 60_000);
  }
  const local = new Date(utc);
  local.setFullYear(y, mo - 1, d);
  local.setHours(h, mi, s, ms);
  return local;
}

/** Writes a date in the visitor's zone: seconds and milliseconds only where there are any. */
export function writeDate(date: Date | null, withTime: boolean): string {
  if (date === null || !isValid(date)) return "";
  if (!withTime) return format(date, "yyyy-MM-dd");
  if (date.getMilliseconds() !== 0)
    return format(date, "yyyy-MM-dd HH:mm:ss.SSS");
  if (date.getSeconds() !== 0) return format(date, "yyyy-MM-dd HH:mm:ss");
  return format(date, "yyyy-MM-dd HH:mm");
}

/** Writes a date in UTC, as the API does, but for the "Z" at its end. */
export function writeUtc(date: Date): string {
  return date
    .toISOString()
    .replace("T", " ")
    .replace(/(?::00)?(?:\.000)?Z$/, "");
}

/** Reads a time as the API writes it, with a space or a "T" before the time of the day. Null if it is none. */
export function readApiTime(text: string): Date | null {
  const time = new Date(text.replace(" ", "T"));
  return isValid(time) ? time : null;
}

/** Writes a time as the API does; empty for none. */
export function writeApiTime(time: Date | null): string {
  return time === null || !isValid(time)
    ? ""
    : time.toISOString().replace("T", " ");
}

/** The same time on another day. */
export function moveToDay(time: Date | null, day: Date): Date {
  const moved = time === null ? new Date(day) : new Date(time);
  if (time === null) moved.setHours(0, 0, 0, 0);
  moved.setFullYear(day.getFullYear(), day.getMonth(), day.getDate());
  return moved;
}

/** Minutes that a zone is ahead of UTC. */
function offsetOf(zone: string): number {
  const [, sign, hours = "0", minutes = "0"] =
    /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const offset = Number(hours) * 60 + Number(minutes);
  return sign === "-" ? -offset : offset;
}
