/** In which zone moments are shown: the visitor's own, or the one that they are stored in. */
export type ShownZone = "local" | "utc";

export const shownZones: readonly ShownZone[] = ["local", "utc"];

/** What a clock in the zone shows at a moment: a date whose parts in UTC are those of the clock. */
export function clockAt(moment: Date, zone: ShownZone): Date {
  if (zone === "utc") return new Date(moment);
  const clock = new Date(0);
  clock.setUTCFullYear(
    moment.getFullYear(),
    moment.getMonth(),
    moment.getDate(),
  );
  clock.setUTCHours(
    moment.getHours(),
    moment.getMinutes(),
    moment.getSeconds(),
    moment.getMilliseconds(),
  );
  return clock;
}

/**
 * The moment at which a clock in the zone shows this. What it shows twice, as clocks are set back, is the first of both; what
 * it skips is as much later as it skips.
 */
export function momentOf(clock: Date, zone: ShownZone): Date {
  if (zone === "utc") return new Date(clock);
  // From noon, which no clock skips. The constructor would take a year below 100 for one of the 20th century.
  const moment = new Date(2000, 0, 1, 12);
  moment.setFullYear(
    clock.getUTCFullYear(),
    clock.getUTCMonth(),
    clock.getUTCDate(),
  );
  moment.setHours(
    clock.getUTCHours(),
    clock.getUTCMinutes(),
    clock.getUTCSeconds(),
    clock.getUTCMilliseconds(),
  );
  return moment;
}

/** The first moment of the day that it is then in the zone. */
export function startOfDay(moment: Date, zone: ShownZone): Date {
  const clock = clockAt(moment, zone);
  clock.setUTCHours(0, 0, 0, 0);
  return momentOf(clock, zone);
}

/** What the zone is called, as in `America/New_York`. */
export function zoneName(zone: ShownZone): string {
  return zone === "utc"
    ? "UTC"
    : new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
