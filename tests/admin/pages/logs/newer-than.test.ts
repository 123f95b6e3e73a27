import { expect, test } from "bun:test";
import type { LogEntry } from "../../../../src/admin/pages/logs/entries/log-entry.ts";
import { newerThan } from "../../../../src/admin/pages/logs/entries/newer-than.ts";

const entries: readonly LogEntry[] = ["d", "c", "b", "a"].map((id) => ({
  id,
  created: "2026-01-01 00:00:00.000Z",
  level: 0,
  message: id,
  data: {},
}));

test.each([
  [["c", "b"], "d"],
  [["d", "c"], ""],
  [[undefined], "dcba"],
  [["long gone"], "dcba"],
])("of entries of the same moment, above %p are new: %p", (known, fresh) => {
  const found = newerThan(entries, new Set(known));
  expect(found.map(({ id }) => id).join("")).toBe(fresh);
});
