/** When a job is due: the minutes of an hour, hours of a day, days of a month (from 1), months (from 1), weekdays (Sunday is 0). All five have to match. */
export interface CronSchedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
}

/** The text is no cron expression; the message says why. */
export class CronError extends Error {
  override get name(): string {
    return "CronError";
  }
}

/**
 * Reads a cron expression as PocketBase knows it: five parts with one space between, each a list of `*`, numbers and
 * ranges, the first and last with a step if wanted (`*`/10, 1-30/2), or a macro (`@hourly`). No names, no seconds, no 7 for
 * Sunday, so that a schedule means the same in both.
 *
 * @throws {CronError}
 */
export function parseCron(expression: string): CronSchedule {
  const segments = (macros.get(expression) ?? expression).split(" ");
  const [minutes, hours, days, months, weekdays, ...rest] = segments;
  if (
    minutes === undefined ||
    hours === undefined ||
    days === undefined ||
    months === undefined ||
    weekdays === undefined ||
    rest.length > 0
  ) {
    throw new CronError(
      "A cron expression has five parts with one space between them, or is a macro such as @daily.",
    );
  }
  return {
    minutes: parseSegment(minutes, 0, 59),
    hours: parseSegment(hours, 0, 23),
    days: parseSegment(days, 1, 31),
    months: parseSegment(months, 1, 12),
    weekdays: parseSegment(weekdays, 0, 6),
  };
}

const macros: ReadonlyMap<string, string> = new Map([
  ["@yearly", "0 0 1 1 *"],
  ["@annually", "0 0 1 1 *"],
  ["@monthly", "0 0 1 * *"],
  ["@weekly", "0 0 * * 0"],
  ["@daily", "0 0 * * *"],
  ["@midnight", "0 0 * * *"],
  ["@hourly", "0 * * * *"],
]);

function parseSegment(segment: string, min: number, max: number): Set<number> {
  const slots = new Set<number>();
  for (const part of segment.split(",")) {
    const [range = "", stepText, ...rest] = part.split("/");
    if (rest.length > 0) throw new CronError(`"${part}" has two steps.`);
    const step = stepText === undefined ? 1 : parseWithin(stepText, 1, max);
    const [from, to] = parseRange(range, min, max);
    if (step !== 1 && !/^\*$|-/.test(range)) {
      throw new CronError(
        `"${part}" has a step, but no range to step through.`,
      );
    }
    for (let slot = from; slot <= to; slot += step) slots.add(slot);
  }
  return slots;
}

function parseRange(
  text: string,
  min: number,
  max: number,
): readonly [number, number] {
  if (text === "*") return [min, max];
  const [first = "", last, ...rest] = text.split("-");
  if (rest.length > 0) throw new CronError(`"${text}" is no range.`);
  const from = parseWithin(first, min, max);
  return [from, last === undefined ? from : parseWithin(last, from, max)];
}

function parseWithin(text: string, min: number, max: number): number {
  const number = /^\+?\d+$/.test(text) ? Number(text) : NaN;
  if (number >= min && number <= max) return number;
  throw new CronError(`"${text}" is no number from ${min} to ${max}.`);
}
