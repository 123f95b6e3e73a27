import { describe, expect, test } from "bun:test";
import { CronError, parseCron } from "../../../src/core/crons/parse-cron.ts";

const sorted = (slots: ReadonlySet<number>) =>
  [...slots].toSorted((a, b) => a - b).join();

describe("an expression", () => {
  test.each([
    ["1,2,40-43 * * * *", "1,2,40,41,42,43"],
    ["*/20 * * * *", "0,20,40"],
    ["10-30/10 * * * *", "10,20,30"],
    ["5/1 * * * *", "5"],
    ["+5,007 * * * *", "5,7"],
    ["59,0-1,0 * * * *", "0,1,59"],
  ])("%s is due in minutes %s", (expression, minutes) => {
    expect(sorted(parseCron(expression).minutes)).toBe(minutes);
  });

  test("has minutes, hours, days, months and weekdays, in this order", () => {
    const schedule = parseCron("0 5 31 12 6");
    const { minutes, hours, days, months, weekdays } = schedule;
    const parts = [minutes, hours, days, months, weekdays];
    expect(parts.map(sorted)).toEqual(["0", "5", "31", "12", "6"]);
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
    expect(parseCron(macro)).toEqual(parseCron(expression));
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
