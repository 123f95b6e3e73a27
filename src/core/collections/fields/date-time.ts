import { decodeUtf8, toText } from "./casting.ts";
import { dateLayouts, type DateLayout } from "./date-layouts.ts";

/**
 * Points in time as the API shows them and the database stores them: `YYYY-MM-DD HH:MM:SS.mmmZ`, in UTC, or empty. Being of
 * one length, they sort and compare as text.
 */

/** The date that the client's or the column's value means, in the server's format; empty when it means none. */
export function toDateTime(raw: unknown): string {
  const text = toText(raw);
  if (text === "" || isDateTime(text)) return text === zeroTime ? "" : text;
  if (text.length > longestText) return "";
  for (const layout of dateLayouts()) {
    const time = parseWith(layout, text);
    if (time !== undefined) return formatTime(time);
  }
  return "";
}

/** The date in a column: text, or seconds since 1970 as other programs write them. */
export function readDateTime(column: unknown): string {
  if (typeof column === "string") return toDateTime(column);
  if (typeof column === "bigint") return formatTime(Number(column) * 1000);
  if (typeof column === "number") {
    return Number.isInteger(column) ? formatTime(column * 1000) : "";
  }
  return column instanceof Uint8Array ? toDateTime(decodeUtf8(column)) : "";
}

/** A point in time (milliseconds since 1970) in the server's format; empty when its year does not have four digits. */
export function formatTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  const year = date.getUTCFullYear();
  // also false for a time that is none
  if (!(year >= 0 && year <= 9999)) return "";
  const iso = date.toISOString();
  const text = `${iso.slice(0, 10)} ${iso.slice(11)}`;
  return text === zeroTime ? "" : text;
}

/** Milliseconds since 1970 of a date in the server's format; NaN of an empty one. */
export function timeOf(dateTime: string): number {
  return Date.parse(`${dateTime.slice(0, 10)}T${dateTime.slice(11)}`);
}

/** Longer than anyone writes a date, however many spaces and digits they add. */
const longestText = 200;

/** What Go calls the zero time, which PocketBase writes as empty. */
const zeroTime = "0001-01-01 00:00:00.000Z";

const shape = "0000-00-00 00:00:00.000Z";

/** Whether the text is in the server's format and a day of the calendar. Lists ask this of every date: no expression is as quick. */
function isDateTime(text: string): boolean {
  if (text.length !== shape.length) return false;
  for (let at = 0; at < shape.length; at++) {
    const expected = shape.charCodeAt(at);
    const code = text.charCodeAt(at);
    const fits =
      expected === zero ? code >= zero && code <= nine : code === expected;
    if (!fits) return false;
  }
  const day = twoDigits(text, 8);
  const month = twoDigits(text, 5);
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    (day <= 28 || day <= lastDayOf(Number(text.slice(0, 4)), month)) &&
    twoDigits(text, 11) <= 23 &&
    twoDigits(text, 14) <= 59 &&
    twoDigits(text, 17) <= 59
  );
}

const zero = "0".charCodeAt(0);
const nine = "9".charCodeAt(0);

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero;
}

const months = [
  ["jan", 31],
  ["feb", 29],
  ["mar", 31],
  ["apr", 30],
  ["may", 31],
  ["jun", 30],
  ["jul", 31],
  ["aug", 31],
  ["sep", 30],
  ["oct", 31],
  ["nov", 30],
  ["dec", 31],
] as const;

function parseWith(layout: DateLayout, text: string): number | undefined {
  const parts = layout.expression.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const year = yearOf(parts);
  const month = monthOf(parts);
  const day = Number(parts["day"] ?? 1);
  const hour = hourOf(parts);
  const minute = Number(parts["minute"] ?? 0);
  const second = Number(parts["second"] ?? 0);
  if (day < 1 || day > lastDayOf(year, month)) return undefined;
  if (hour === undefined || hour > 23 || minute > 59 || second > 59) {
    return undefined;
  }
  const milliseconds = Number(
    (parts["fraction"] ?? "").slice(0, 3).padEnd(3, "0"),
  );
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, milliseconds);
  const offset = offsetOf(parts);
  return offset === undefined ? undefined : date.getTime() - offset * 60_000;
}

type Parts = Readonly<Record<string, string | undefined>>;

function yearOf(parts: Parts): number {
  if (parts["year"] !== undefined) return Number(parts["year"]);
  if (parts["shortYear"] === undefined) return 0;
  const year = Number(parts["shortYear"]);
  return year + (year >= 69 ? 1900 : 2000);
}

function monthOf(parts: Parts): number {
  if (parts["month"] !== undefined) return Number(parts["month"]);
  const name = parts["monthName"]?.toLowerCase();
  return name === undefined
    ? 1
    : months.findIndex(([month]) => month === name) + 1;
}

function hourOf(parts: Parts): number | undefined {
  const hour = Number(parts["hour"] ?? 0);
  if (parts["half"] === undefined) return hour;
  if (hour > 12) return undefined;
  return (hour % 12) + (parts["half"] === "PM" ? 12 : 0);
}

/** Minutes east of UTC. A zone that has a name alone counts as UTC. */
function offsetOf(parts: Parts): number | undefined {
  const sign = parts["sign"];
  if (sign === undefined) return 0;
  const hours = Number(parts["offsetHours"]);
  const minutes = Number(parts["offsetMinutes"]);
  if (hours > 24 || minutes > 60) return undefined;
  return (sign === "-" ? -1 : 1) * (hours * 60 + minutes);
}

/** How many days the month (from 1) has; 0 if there is no such month. */
function lastDayOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && !isLeap ? 28 : (months[month - 1]?.[1] ?? 0);
}
