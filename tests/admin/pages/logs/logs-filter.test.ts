import { expect, test } from "bun:test";
import { logsFilter } from "../../../../src/admin/pages/logs/entries/logs-filter.ts";

const nothing = {
  filter: "",
  level: "",
  withSuperusers: true,
  from: "",
  to: "",
};

test.each([
  ["nothing asks for everything", {}, ""],
  ["a filter stays as it is", { filter: "level > 0" }, "level > 0"],
  [
    "words are looked for in messages and data",
    { filter: "timeout" },
    '(message ?~ "timeout" || data ?~ "timeout")',
  ],
  ["a least level", { level: "4" }, "level >= 4"],
  ["a level that is none is left out", { level: "high" }, ""],
  [
    "superusers are left out",
    { withSuperusers: false },
    'data.auth != "_superusers"',
  ],
  [
    "all conditions hold at once, and an or stays within its own",
    {
      filter: "level = 0 || level = 8",
      level: "0",
      from: "2026-01-01 00:00:00.000Z",
      to: '2026-01-02" || "',
    },
    '((level = 0 || level = 8) && (level >= 0)) && (created >= "2026-01-01 00:00:00.000Z") && (created < "2026-01-02 || ")',
  ],
])("%s", (_, search, filter) => {
  expect(logsFilter({ ...nothing, ...search })).toBe(filter);
});
