import { expect, test } from "bun:test";
import { BoundedMap } from "../../../src/core/filter/bounded-map.ts";

test("what was used longest ago is forgotten first", () => {
  const map = new BoundedMap<string, number>(3);
  for (const [index, key] of ["a", "b", "c"].entries()) map.set(key, index);
  expect(map.get("a")).toBe(0);
  map.set("d", 3);
  expect(map.size).toBe(3);
  expect(map.get("b")).toBeUndefined();
  expect(map.get("a")).toBe(0);
  map.set("c", 9);
  map.set("e", 4);
  expect(["a", "c", "d", "e"].map((key) => map.get(key))).toEqual([
    0,
    9,
    undefined,
    4,
  ]);
});
