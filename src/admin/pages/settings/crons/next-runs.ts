import { Cron } from "croner";

/**
 * When a schedule is due next.
 *
 * @param expression five parts, or a macro such as `@daily`, in UTC
 * @returns undefined for what is no schedule
 */
export function nextRuns(
  expression: string,
  count: number,
): readonly Date[] | undefined {
  const isWritten =
    expression.startsWith("@") || expression.split(" ").length === 5;
  if (!isWritten) return undefined;
  try {
    // As the server reads it: a day must match both the day of the month and the weekday.
    const schedule = new Cron(expression, {
      mode: "5-part",
      domAndDow: true,
      utcOffset: 0,
      paused: true,
    });
    return schedule.nextRuns(count);
  } catch {
    return undefined;
  }
}
