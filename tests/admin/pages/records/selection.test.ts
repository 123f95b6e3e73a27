import { expect, test } from "bun:test";
import {
  allSelected,
  countSelected,
  extentOf,
  isSelected,
  nothingSelected,
  select,
} from "../../../../src/admin/pages/records/selection/selection.ts";
import { filtersFor } from "../../../../src/admin/server/records-by-id.ts";

test("records are selected one by one, and taken out again", () => {
  const two = select(nothingSelected, ["a", "b"], true);
  expect(["a", "b", "c"].map((id) => isSelected(two, id))).toEqual([
    true,
    true,
    false,
  ]);
  expect(countSelected(select(two, ["a"], false), 10)).toBe(1);
});

test("all are selected without knowing them, except those that are taken out", () => {
  const most = select(allSelected, ["a", "b"], false);
  expect(isSelected(most, "a")).toBe(false);
  expect(isSelected(most, "z")).toBe(true);
  expect(countSelected(most, 1_000_000)).toBe(999_998);
  expect(countSelected(select(most, ["a"], true), 1_000_000)).toBe(999_999);
});

test.each([
  ["none", nothingSelected],
  ["some", select(nothingSelected, ["a"], true)],
  ["all", select(nothingSelected, ["a", "b"], true)],
  ["all", allSelected],
  ["some", select(allSelected, ["a"], false)],
] as const)("%s of two are selected by %j", (extent, selection) => {
  expect(extentOf(selection, 2)).toBe(extent);
});

test("selected records are asked for with filters that the server takes", () => {
  const ids = Array.from({ length: 1_000 }, (_, at) =>
    `id${at}`.padEnd(15, "x"),
  );
  const filters = filtersFor(ids);
  const named = filters.join(" || ").matchAll(/id\d+x+/g);
  expect(Array.from(named, ([id]) => id)).toEqual(ids);
  for (const filter of filters) {
    expect(filter.length).toBeLessThan(3_500);
    expect(filter.split("||").length).toBeLessThanOrEqual(200);
  }
});
