import { describe, expect, test } from "bun:test";
import {
  changedRange,
  everyHour,
  hour,
  parseRange,
  wholeRange,
  writeTime,
} from "../../../../src/admin/pages/logs/chart/hours.ts";

const day = 24 * hour;
const noon = Date.parse("2026-01-31T12:10:00Z") / 1000;
const thisHour = noon - 600;

describe("the whole range", () => {
  test("is the last day at least", () => {
    const range = wholeRange([{ time: thisHour, count: 1 }], noon);
    expect(range).toEqual({ from: thisHour + hour - day, to: thisHour + hour });
  });

  test("begins with the first entry, and takes in a server whose clock is ahead", () => {
    const first = thisHour - 3 * day;
    const ahead = thisHour + 2 * hour;
    const hours = [first, ahead].map((time) => ({ time, count: 1 }));
    expect(wholeRange(hours, noon)).toEqual({ from: first, to: ahead + hour });
  });
});

test("hours without entries count nothing", () => {
  const from = thisHour - 3 * hour;
  const hours = [{ time: from + hour, count: 7 }];
  const { times, counts } = everyHour(hours, { from, to: thisHour });
  expect(times).toEqual([from, from + hour, from + 2 * hour]);
  expect(counts).toEqual([0, 7, 0]);
});

describe("a range", () => {
  const whole = { from: 0, to: 10_000 };
  test.each([
    ["moves", { from: 1000, to: 2000 }, { move: 0.5 }, [1500, 2500]],
    [
      "does not leave the whole",
      { from: 9000, to: 10_000 },
      { move: 1 },
      [9000, 10_000],
    ],
    [
      "shrinks around its middle",
      { from: 1000, to: 3000 },
      { scale: 0.5 },
      [1500, 2500],
    ],
    [
      "grows to the whole at most",
      { from: 0, to: 8000 },
      { scale: 4 },
      [0, 10_000],
    ],
    ["is no shorter than a minute", { from: 100, to: 110 }, {}, [75, 135]],
  ])("%s", (_, range, change, [from, to]) => {
    expect(changedRange(range, change, whole)).toEqual({
      from: from ?? 0,
      to: to ?? 0,
    });
  });

  test("comes back from the address that it is written into", () => {
    const range = { from: noon, to: noon + 90 };
    expect(parseRange(writeTime(range.from), writeTime(range.to))).toEqual(
      range,
    );
  });

  test.each([
    ["", ""],
    ["yesterday", "today"],
    ["2026-01-02", "2026-01-01"],
  ])("is none for an address that has %p and %p", (from, to) => {
    expect(parseRange(from, to)).toBeUndefined();
  });
});
