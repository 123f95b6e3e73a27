import { describe, expect, test } from "bun:test";
import { CronError, parseCron } from "../../../src/core/crons/parse-cron.ts";

/** The moments of a year in which the expression is due, as `MM-DD hh:mm`. */
function dueIn(expression: string, year = 2026): readonly string[] {
  const cron = parseCron(expression);
  const moments: string[] = [];
  let at: Date | null = new Date(`${year - 1}-12-31T23:59:59Z`);
  while ((at = cron.nextRun(at)) !== null) {
    if (at.getUTCFullYear() > year || moments.length > 10_000) break;
    moments.push(at.toISOString().slice(5, 16).replace("T", " "));
  }
  return moments;
}

describe("an expression", () => {
  test.each([
    ["1,2,40-43 0 1 1 *", "1,2,40,41,42,43"],
    ["*/20 0 1 1 *", "0,20,40"],
    ["10-30/10 0 1 1 *", "10,20,30"],
    ["5/1 0 1 1 *", "5"],
    ["+5,007 0 1 1 *", "5,7"],
    ["59,0-1,0 0 1 1 *", "0,1,59"],
  ])("%s is due in minutes %s", (expression, minutes) => {
    const due = dueIn(expression).map((moment) => Number(moment.slice(9)));
    expect(due.join()).toBe(minutes);
  });

  test("has minutes, hours, days, months and weekdays, in this order", () => {
    // Of all Decembers, those whose last day is a Saturday; of all first days, those that are Mondays.
    expect(dueIn("0 5 31 12 6", 2022)).toEqual(["12-31 05:00"]);
    expect(dueIn("0 5 31 12 6", 2026)).toEqual([]);
    expect(dueIn("7 5 1 * 1", 2026)).toEqual(["06-01 05:07"]);
  });

  test.each([
    ["@yearly", "0 0 1 1 *"],
    ["@annually", "0 0 1 1 *"],
    ["@monthly", "0 0 1 * *"],
    ["@weekly", "0 0 * * 0"],
    ["@daily", "0 0 * * *"],
    ["@midnight", "0 0 * * *"],
    ["@hourly", "0 * * * *"],
  ])("%s is %s", (macro, expression) => {
    const due = dueIn(macro);
    expect(due.length).toBeGreaterThan(0);
    expect(due).toEqual(dueIn(expression));
  });
});

test.each([
  "",
  "invalid",
  "@reboot",
  "@Daily",
  "* * * *",
  "* * * * * *",
  "*  * * * *",
  " * * * * *",
  "* * * * *\n",
  "60 * * * *",
  "-1 * * * *",
  "* 24 * * *",
  "* * 0 * *",
  "* * 32 * *",
  "* * * 0 *",
  "* * * 13 *",
  "* * * * 7",
  "* * * jan *",
  "* * * * mon",
  "* * L * *",
  "? * * * *",
  "5-3 * * * *",
  "1-2-3 * * * *",
  "1- * * * *",
  "1,,2 * * * *",
  "*/0 * * * *",
  "*/60 * * * *",
  "*/2/2 * * * *",
  "*/ * * * *",
  "5/2 * * * *",
  "1.5 * * * *",
  "1e1 * * * *",
  "** * * * *",
])("%p is none", (expression) => {
  expect(() => parseCron(expression)).toThrow(CronError);
});
