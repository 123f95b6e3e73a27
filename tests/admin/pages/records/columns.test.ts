import { expect, test } from "bun:test";
import type { CollectionField, CollectionModel } from "pocketbase";
import {
  columnsOf,
  noChoice,
  parseChoice,
  widthLimits,
  withMoved,
  withShown,
  withWidth,
} from "../../../../src/admin/pages/records/columns/column-model.ts";

function collectionOf(
  type: string,
  ...fields: readonly (Partial<CollectionField> & { name: string })[]
): CollectionModel {
  const whole = fields.map((field) => ({
    id: `id_${field.name}`,
    type: "text",
    hidden: false,
    ...field,
  }));
  return { type, fields: whole } as unknown as CollectionModel;
}

const letters = collectionOf(
  "base",
  { name: "a" },
  { name: "b" },
  { name: "c", hidden: true },
  { name: "d" },
);

function namesOf(columns: ReturnType<typeof columnsOf>): string {
  return columns
    .filter(({ isShown }) => isShown)
    .map(({ field }) => field.name)
    .join("");
}

test("fields are columns in their own order, hidden ones only when chosen", () => {
  expect(namesOf(columnsOf(letters, noChoice))).toBe("abd");
  const choice = withShown(withShown(noChoice, "id_c", true), "id_a", false);
  expect(namesOf(columnsOf(letters, choice))).toBe("bcd");
});

test.each([
  ["id_a", 1, "bad"],
  ["id_a", 2, "bda"],
  ["id_d", -1, "adb"],
  ["id_a", -1, "abd"],
  ["id_d", 1, "abd"],
])("moving %s by %d among those that are shown makes %s", (id, by, names) => {
  const columns = columnsOf(letters, noChoice);
  const moved = withMoved(noChoice, columns, id, by);
  expect(namesOf(columnsOf(letters, moved))).toBe(names);
});

test("a field that is new since the order was chosen comes last", () => {
  const columns = columnsOf(letters, noChoice);
  const moved = withMoved(noChoice, columns, "id_a", 2);
  const grown = collectionOf(
    "base",
    { name: "e" },
    { name: "a" },
    { name: "b" },
  );
  expect(namesOf(columnsOf(grown, moved))).toBe("bae");
});

test("what the server never tells is no column", () => {
  const users = collectionOf(
    "auth",
    { name: "password", type: "password" },
    { name: "tokenKey", hidden: true },
    { name: "email", type: "email" },
  );
  const all = columnsOf(users, noChoice).map(({ field }) => field.name);
  expect(all).toEqual(["email"]);
});

test("widths stay within reason", () => {
  const widthOf = (width: number) =>
    columnsOf(letters, withWidth(noChoice, "id_a", width))[0]?.width;
  expect([1, 300, 9_999].map(widthOf)).toEqual([
    widthLimits.min,
    300,
    widthLimits.max,
  ]);
});

test.each([
  [undefined, undefined],
  ["text", undefined],
  [{}, noChoice],
  [
    { shown: { a: 1, b: true }, widths: { a: "wide", b: 90 }, order: ["a", 1] },
    { shown: { b: true }, widths: { b: 90 }, order: ["a"] },
  ],
])("of a stored %j what makes sense is taken", (stored, choice) => {
  expect(parseChoice(stored)).toEqual(choice);
});
