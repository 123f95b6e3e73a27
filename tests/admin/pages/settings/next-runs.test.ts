import { afterAll, beforeAll, expect, setSystemTime, test } from "bun:test";
import { nextRuns } from "../../../../src/admin/pages/settings/crons/next-runs.ts";
import { parseCron } from "../../../../src/core/crons/parse-cron.ts";

beforeAll(() => {
  setSystemTime(new Date("2026-01-15T10:20:30Z"));
});
afterAll(() => {
  setSystemTime();
});

test.each(["0 0 * * *", "*/10 1-5 * * 0", "0 0 13 * 5", "@monthly"])(
  "%s is next when the server says",
  (expression) => {
    expect(nextRuns(expression, 3)).toEqual(parseCron(expression).nextRuns(3));
  },
);

test.each(["", "0 0 * *", "0 0 * * * *", "99 0 * * *", "@never"])(
  "%p is no schedule",
  (expression) => {
    expect(nextRuns(expression, 1)).toBeUndefined();
  },
);
