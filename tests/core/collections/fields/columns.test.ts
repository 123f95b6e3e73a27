import { describe, expect, test } from "bun:test";
import { fieldTypeOf } from "../../../../src/core/collections/fields/field-types.ts";
import type { FieldTypeName } from "../../../../src/core/collections/fields/field.ts";
import type { SqlValue } from "../../../../src/engines/database/database.ts";
import { coerce, fieldOf, store, type Options } from "./judge.ts";

const many = { maxSelect: 3 };
const bytes = (text: string) => new TextEncoder().encode(text);

describe("columns", () => {
  const kinds: readonly [FieldTypeName, Options, object][] = [
    ["text", {}, { kind: "text" }],
    ["text", { primaryKey: true }, { kind: "id" }],
    ["editor", {}, { kind: "text" }],
    ["number", {}, { kind: "number" }],
    ["bool", {}, { kind: "boolean" }],
    ["email", {}, { kind: "text" }],
    ["url", {}, { kind: "text" }],
    ["date", {}, { kind: "text" }],
    ["autodate", {}, { kind: "text" }],
    ["select", {}, { kind: "text" }],
    ["select", many, { kind: "json", defaultJson: "[]" }],
    ["file", { maxSelect: 1 }, { kind: "text" }],
    ["file", many, { kind: "json", defaultJson: "[]" }],
    ["relation", {}, { kind: "text" }],
    ["relation", many, { kind: "json", defaultJson: "[]" }],
    ["json", {}, { kind: "json", defaultJson: "null" }],
    ["password", {}, { kind: "text" }],
    ["geoPoint", {}, { kind: "json", defaultJson: '{"lon":0,"lat":0}' }],
  ];
  test.each(kinds)("%s %j: %j", (type, options, expected) => {
    const field = fieldOf(type, options);
    expect(fieldTypeOf(field).column(field)).toEqual(expected as never);
    expect(fieldTypeOf(field).isMultiple(field)).toBe(
      "defaultJson" in expected && expected.defaultJson === "[]",
    );
  });
});

describe("writing", () => {
  const cases: readonly [FieldTypeName, Options, unknown, SqlValue][] = [
    ["text", {}, "a", "a"],
    ["number", {}, 1.5, 1.5],
    ["bool", {}, true, true],
    ["date", {}, "2022-01-01", "2022-01-01 00:00:00.000Z"],
    ["select", {}, "a", "a"],
    ["select", many, ["a", 'b"'], '["a","b\\""]'],
    ["select", many, [], "[]"],
    ["json", {}, null, null],
    ["json", {}, "", '""'],
    ["json", {}, "a", '"a"'],
    ["json", {}, "5", "5"],
    ["json", {}, { b: 1, a: [true] }, '{"b":1,"a":[true]}'],
    ["geoPoint", {}, { lat: 1 }, '{"lon":0,"lat":1}'],
    ["password", {}, "secret", ""],
  ];
  test.each(cases)("%s %j: %j as %j", (type, options, raw, expected) => {
    const field = fieldOf(type, options);
    const column = fieldTypeOf(field).write(field, coerce(field, raw));
    expect(column).toEqual(expected);
  });

  test("text of JSON is well formed whatever the value holds", () => {
    const field = fieldOf("json");
    const value = { "\ud800": ["a\udfff", "\\ud800", "😀", '"\ud83d'] };
    expect(fieldTypeOf(field).write(field, value)).toBe(
      '{"\ufffd":["a\ufffd","\\\\ud800","😀","\\"\ufffd"]}',
    );
  });

  test.each([
    ["text", {}, "a\u0000b"],
    ["number", {}, -1.5],
    ["bool", {}, false],
    ["date", {}, "2024-02-29"],
    ["select", many, ["b", "a"]],
    ["relation", {}, "a"],
    ["json", {}, { a: { b: [1, "2", null, false] } }],
    ["geoPoint", {}, { lon: -180, lat: 90 }],
  ] as const)("%s %j: %j reads as it was written", (type, options, raw) => {
    const field = fieldOf(type, options);
    const value = coerce(field, raw);
    expect(store(field, value)).toEqual(value);
  });
});

describe("reading what older folders and other programs wrote", () => {
  const cases: readonly [
    FieldTypeName,
    Options,
    SqlValue | undefined,
    unknown,
  ][] = [
    ["text", {}, null, ""],
    ["text", {}, undefined, ""],
    ["text", {}, 12, "12"],
    ["text", {}, 12n, "12"],
    ["text", {}, bytes("é"), "é"],
    ["text", {}, new Uint8Array([0xff, 0x41]), "\ufffdA"],
    ["editor", {}, null, ""],
    ["number", {}, null, 0],
    ["number", {}, "12", 12],
    ["number", {}, 9007199254740993n, 9007199254740992],
    ["number", {}, bytes("5"), 0],
    ["bool", {}, 1, true],
    ["bool", {}, 0, false],
    ["bool", {}, 1n, true],
    ["bool", {}, null, false],
    ["bool", {}, "true", true],
    ["bool", {}, true, true],
    ["date", {}, null, ""],
    ["date", {}, "", ""],
    ["date", {}, "2022-01-01 10:00:00", "2022-01-01 10:00:00.000Z"],
    ["date", {}, "2022-02-30 10:00:00.000Z", ""],
    ["date", {}, 1640995200, "2022-01-01 00:00:00.000Z"],
    ["date", {}, 1640995200n, "2022-01-01 00:00:00.000Z"],
    ["date", {}, 1e300, ""],
    ["date", {}, bytes("2022-01-01"), "2022-01-01 00:00:00.000Z"],
    ["autodate", {}, "nonsense", ""],
    ["select", {}, '["a","b"]', "b"],
    ["select", {}, "[]", ""],
    ["select", {}, null, ""],
    ["select", many, "a", ["a"]],
    ["select", many, "", []],
    ["select", many, null, []],
    ["select", many, '["a"', ['["a"']],
    ["select", many, '["a","a",""]', ["a"]],
    ["relation", many, bytes('["a"]'), ["a"]],
    ["relation", many, 5, ["5"]],
    ["json", {}, null, null],
    ["json", {}, '{"a":1}', { a: 1 }],
    ["json", {}, "{broken", "{broken"],
    ["json", {}, "", ""],
    ["json", {}, 5, 5],
    ["json", {}, 5n, 5],
    ["json", {}, bytes("[1]"), [1]],
    ["geoPoint", {}, null, { lon: 0, lat: 0 }],
    ["geoPoint", {}, "{broken", { lon: 0, lat: 0 }],
    ["geoPoint", {}, bytes('{"lon":1,"lat":2}'), { lon: 1, lat: 2 }],
    ["password", {}, "$2a$10$x", { hash: "$2a$10$x" }],
    ["password", {}, null, { hash: "" }],
  ];
  test.each(cases)(
    "%s %j: %p reads as %j",
    (type, options, column, expected) => {
      const field = fieldOf(type, options);
      const value: unknown = fieldTypeOf(field).read(field, column);
      expect(value).toEqual(expected);
    },
  );
});
