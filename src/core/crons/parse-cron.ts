import { Cron } from "croner";

/** The text is no cron expression; the message says why. */
export class CronError extends Error {
  override get name(): string {
    return "CronError";
  }
}

/**
 * Reads a cron expression as PocketBase knows it: five parts with one space between, each a list of `*`, numbers and
 * ranges, the first and last with a step if wanted (`*`/10, 1-30/2), or a macro (`@hourly`). Libraries take more than that
 * (names, seconds, 7 for Sunday); here it is refused, so that a schedule means the same in both. A day has to match both
 * the day of the month and the weekday.
 *
 * @returns the schedule, in UTC; nothing runs yet
 * @throws {CronError}
 */
export function parseCron(expression: string): Cron {
  const pattern = macros.has(expression)
    ? expression
    : writePattern(expression);
  try {
    return new Cron(pattern, {
      mode: "5-part",
      domAndDow: true,
      // As UTC, but without the tables of time zones, which take 13 MB.
      utcOffset: 0,
      paused: true,
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CronError(reason.replace(/^CronPattern: /, ""), { cause });
  }
}

const macros: ReadonlySet<string> = new Set([
  "@yearly",
  "@annually",
  "@monthly",
  "@weekly",
  "@daily",
  "@midnight",
  "@hourly",
]);

/** The largest number of each part. */
const largest = [59, 23, 31, 12, 6];

/** The expression as the library writes it. @throws {CronError} it is more than PocketBase knows */
function writePattern(expression: string): string {
  const parts = expression.split(" ");
  if (parts.length !== largest.length) {
    throw new CronError(
      "A cron expression has five parts with one space between them, or is a macro such as @daily.",
    );
  }
  return parts
    .map((part, index) =>
      part
        .split(",")
        .map((entry) => writeEntry(entry, largest[index] ?? 0))
        .join(),
    )
    .join(" ");
}

function writeEntry(entry: string, max: number): string {
  const match = /^(\*|\+?\d+)(?:-(\+?\d+))?(?:\/(\+?\d+))?$/.exec(entry);
  const [, first = "", last, step = "1"] = match ?? [];
  if (match === null || (first === "*" && last !== undefined)) {
    throw new CronError(`"${entry}" is neither *, a number nor a range.`);
  }
  const by = Number(step);
  if (Math.max(by, Number(last ?? 0)) > max || Number(first) > max) {
    throw new CronError(`"${entry}" goes beyond ${max}.`);
  }
  const isRange = first === "*" || last !== undefined;
  if (by !== 1 && !isRange) {
    throw new CronError(`"${entry}" has a step, but no range to step through.`);
  }
  const from = first === "*" ? first : Number(first);
  const to = last === undefined ? "" : `-${Number(last)}`;
  return isRange ? `${from}${to}/${by}` : String(from);
}
