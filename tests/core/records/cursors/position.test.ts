import { expect, test } from "bun:test";
import type { SqlValue } from "../../../../src/engines/database/database.ts";
import {
  type Position,
  positionAfter,
  readCursor,
  writeCursor,
} from "../../../../src/core/records/reading/cursors/position.ts";
import { cursorKey } from "../../../../src/core/records/reading/cursors/seal-cursor.ts";

const noCollections = { find: () => undefined, all: () => [] };
const key = cursorKey(noCollections, { id: "posts" } as never, []);
const carry = (position: Position) =>
  readCursor(writeCursor(position, key), key);

const values: SqlValue[] = [
  null,
  "",
  "'; drop table posts; --",
  "Zoë\u0000\u{1f407}",
  '{"integer":"5"}',
  0.1,
  -1e300,
  Infinity,
  -Infinity,
  2n ** 62n + 1n,
  true,
  new Uint8Array([0, 255, 34]),
];

test("a cursor brings back every kind of value as it was", () => {
  for (const isBackward of [true, false]) {
    const position = positionAfter(values, "id", isBackward);
    expect(carry(position)).toEqual({ isBackward, after: values });
  }
});

test("a cursor may stand at the end where reading begins", () => {
  const position = { isBackward: true, after: undefined };
  expect(carry(position)).toEqual(position);
});

test("a cursor names the record where its values are too large", () => {
  const position = positionAfter(["x".repeat(5000)], "r1", false);
  expect(carry(position)).toEqual({ isBackward: false, after: { id: "r1" } });
});
