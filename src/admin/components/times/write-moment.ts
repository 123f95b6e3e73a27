import { componentsText } from "../../text/components.ts";
import { fill } from "../../text/index.ts";
import { clockAt, momentOf, type ShownZone, zoneName } from "./clock.ts";

/** To the second; in UTC as it is stored, so that a filter takes it. */
export function writeMoment(moment: Date, zone: ShownZone): string {
  const exact = writeExactly(moment, zone);
  return isInUtc(exact) ? exact : exact.slice(0, -".000".length);
}

/**
 * To the millisecond, `2026-11-22 13:09:35.613`; in UTC as it is stored, with a `Z` behind it. So also where the visitor's
 * clocks are in the year 10000 already, or still before the year 0: "never" is often the last moment of 9999.
 */
export function writeExactly(moment: Date, zone: ShownZone): string {
  const clock = clockAt(moment, zone).toISOString();
  const isBeyond = /^[+-]/.test(clock);
  return zone === "utc" || isBeyond
    ? moment.toISOString().replace("T", " ")
    : clock.replace("T", " ").slice(0, -"Z".length);
}

function isInUtc(exact: string): boolean {
  return exact.endsWith("Z");
}

/** To the millisecond, with what the zone is called, and how far ahead of UTC it is then. */
export function writeWithZone(moment: Date, zone: ShownZone): string {
  const exact = writeExactly(moment, zone);
  return fill(componentsText.inZone, {
    time: isInUtc(exact) ? exact : `${exact} ${offsetAt(moment)}`,
    zone: zoneName(zone),
  });
}

/** In the zone that is not shown, for who points at what is. */
export function writeElsewhere(moment: Date, shown: ShownZone): string {
  return writeWithZone(moment, shown === "utc" ? "local" : "utc");
}

/**
 * As one would type it: without seconds and milliseconds where there are none, with the offset where the visitor's clocks show
 * the time twice; in UTC as it is stored.
 */
export function writeTypable(moment: Date, zone: ShownZone): string {
  const exact = writeExactly(moment, zone);
  if (isInUtc(exact)) return exact;
  const short = exact.replace(/(?::00)?\.000$/, "");
  const read = momentOf(clockAt(moment, zone), zone);
  return read.getTime() === moment.getTime()
    ? short
    : `${short} ${offsetAt(moment)}`;
}

/** The time of the day, `13:09`. */
export function writeTimeOfDay(moment: Date, zone: ShownZone): string {
  return clockAt(moment, zone)
    .toISOString()
    .replace(/^.*T(\d\d:\d\d).*$/, "$1");
}

/** The day in the year, `22 Nov`. */
export function writeDayOfYear(moment: Date, zone: ShownZone): string {
  const clock = clockAt(moment, zone);
  return `${clock.getUTCDate()} ${months.format(clock)}`;
}

const months = new Intl.DateTimeFormat("en", {
  month: "short",
  timeZone: "UTC",
});

/** How far the visitor's clocks are ahead of UTC, `-05:00`; long ago it was not always whole minutes, `-00:44:30`. */
function offsetAt(moment: Date): string {
  const ahead = clockAt(moment, "local").getTime() - moment.getTime();
  const time = new Date(Math.abs(ahead)).toISOString().slice(11, 19);
  return `${ahead < 0 ? "-" : "+"}${time.replace(/:00$/, "")}`;
}
