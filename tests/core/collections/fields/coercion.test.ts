import { describe, expect, test } from "bun:test";
import { fieldTypeOf } from "../../../../src/core/collections/fields/field-types.ts";
import type {
  FieldTypeName,
  Modifier,
} from "../../../../src/core/collections/fields/field.ts";
import { coerce, fieldOf, modify, type Options } from "./judge.ts";

const many = { values: ["a", "b", "c"], maxSelect: 3 };

const cases: readonly [FieldTypeName, Options, unknown, unknown][] = [
  ["text", {}, "abc", "abc"],
  ["text", {}, null, ""],
  ["text", {}, 12.5, "12.5"],
  ["text", {}, -0, "-0"],
  ["text", {}, 1e21, "1000000000000000000000"],
  ["text", {}, 1.5e-7, "0.00000015"],
  ["text", {}, -1e-7, "-0.0000001"],
  ["text", {}, true, "true"],
  ["text", {}, ["a"], ""],
  ["text", {}, { a: 1 }, ""],
  ["text", {}, "a\u0000b", "a\u0000b"],
  ["text", {}, "a\ud800b", "a\ufffdb"],
  ["editor", {}, 5, "5"],
  ["email", {}, false, "false"],
  ["url", {}, null, ""],
  ["number", {}, 12.5, 12.5],
  ["number", {}, "12", 12],
  ["number", {}, "-.5e3", -500],
  ["number", {}, "5.", 5],
  ["number", {}, "1_000", 1000],
  ["number", {}, "1__0", 0],
  ["number", {}, "abc", 0],
  ["number", {}, " 12", 0],
  ["number", {}, "", 0],
  ["number", {}, "0x1F", 0],
  ["number", {}, "1e999", 0],
  ["number", {}, "-infinity", -Infinity],
  ["number", {}, "nan", NaN],
  ["number", {}, true, 1],
  ["number", {}, null, 0],
  ["number", {}, [5], 0],
  ["number", {}, {}, 0],
  ["bool", {}, true, true],
  ["bool", {}, "true", true],
  ["bool", {}, "T", true],
  ["bool", {}, "1", true],
  ["bool", {}, "tRUE", false],
  ["bool", {}, "yes", false],
  ["bool", {}, "", false],
  ["bool", {}, 2, true],
  ["bool", {}, 0, false],
  ["bool", {}, null, false],
  ["bool", {}, [], false],
  ["date", {}, "2022-01-01", "2022-01-01 00:00:00.000Z"],
  ["date", {}, "yesterday", ""],
  ["date", {}, 1640995200, ""],
  ["date", {}, null, ""],
  ["date", {}, {}, ""],
  ["select", { values: ["a"] }, "a", "a"],
  ["select", { values: ["a"] }, ["a", "b"], "b"],
  ["select", { values: ["a"] }, '["a","b"]', "b"],
  ["select", { values: ["a"] }, null, ""],
  ["select", many, "a", ["a"]],
  ["select", many, "", []],
  ["select", many, null, []],
  ["select", many, ["b", "a", "b", ""], ["b", "a"]],
  ["select", many, '["b","a","b"]', ["b", "a"]],
  ["select", many, ["a", 1, true, null], ["a", "1", "true"]],
  ["select", many, ["a", ["b"]], []],
  ["select", many, { a: 1 }, []],
  ["select", many, 5, ["5"]],
  ["select", many, "x[y", ["x[y"]],
  ["select", many, '{"a":["b"]}', ['{"a":["b"]}']],
  ["relation", { collectionId: "x" }, ["a", "b"], "b"],
  ["relation", { collectionId: "x", maxSelect: 2 }, "a", ["a"]],
  ["file", {}, ["a.txt", "b.txt"], "b.txt"],
  [
    "file",
    { maxSelect: 2 },
    ["a.txt", ["b.txt"], ["c", "d"]],
    ["a.txt", "b.txt"],
  ],
  ["file", { maxSelect: 2 }, {}, []],
  ["json", {}, { a: [1, null] }, { a: [1, null] }],
  ["json", {}, null, null],
  ["json", {}, "", ""],
  ["json", {}, "abc", "abc"],
  ["json", {}, '"abc"', "abc"],
  ["json", {}, "null", null],
  ["json", {}, "true", true],
  ["json", {}, "True", "True"],
  ["json", {}, "-1.5", -1.5],
  ["json", {}, "0001", "0001"],
  ["json", {}, '[1,"a"]', [1, "a"]],
  ["json", {}, '{"a":1}', { a: 1 }],
  ["json", {}, "{a", "{a"],
  ["json", {}, " 1", " 1"],
  ["geoPoint", {}, { lat: 10, lon: 20 }, { lon: 20, lat: 10 }],
  ["geoPoint", {}, '{"lat":10}', { lon: 0, lat: 10 }],
  ["geoPoint", {}, { lat: "10", lon: 1 }, { lon: 1, lat: 0 }],
  ["geoPoint", {}, [1, 2], { lon: 0, lat: 0 }],
  ["geoPoint", {}, "nonsense", { lon: 0, lat: 0 }],
  ["geoPoint", {}, null, { lon: 0, lat: 0 }],
  ["password", {}, "secret", { hash: "", plain: "secret" }],
  ["password", {}, 123, { hash: "", plain: "123" }],
  ["password", {}, "", { hash: "" }],
  ["password", {}, { hash: "$2a$10$stolen" }, { hash: "" }],
];

describe("what a client sends becomes a value of the type", () => {
  test.each(cases)("%s %j: %j becomes %j", (type, options, raw, expected) => {
    expect(coerce(fieldOf(type, options), raw) as unknown).toEqual(expected);
  });
});

describe("a field that nobody set", () => {
  const empties: readonly [FieldTypeName, Options, unknown][] = [
    ["text", {}, ""],
    ["editor", {}, ""],
    ["number", {}, 0],
    ["bool", {}, false],
    ["email", {}, ""],
    ["url", {}, ""],
    ["date", {}, ""],
    ["autodate", {}, ""],
    ["select", {}, ""],
    ["select", many, []],
    ["file", {}, ""],
    ["file", { maxSelect: 2 }, []],
    ["relation", {}, ""],
    ["relation", { maxSelect: 2 }, []],
    ["json", {}, null],
    ["password", {}, { hash: "" }],
    ["geoPoint", {}, { lon: 0, lat: 0 }],
  ];
  test.each(empties)("%s %j is %j", (type, options, expected) => {
    const field = fieldOf(type, options);
    expect(fieldTypeOf(field).empty(field) as unknown).toEqual(expected);
  });
});

describe("modifiers", () => {
  const files = { maxSelect: 5 };
  const changes: readonly [
    FieldTypeName,
    Options,
    unknown,
    Modifier,
    unknown,
    unknown,
  ][] = [
    ["number", {}, 5, "set", "3", 3],
    ["number", {}, 5, "append", 2.5, 7.5],
    ["number", {}, 5, "append", "2", 7],
    ["number", {}, 5, "remove", 7, -2],
    ["number", {}, 5, "append", "abc", 5],
    ["number", {}, 5, "prepend", 2, 5],
    ["select", many, ["a"], "append", "b", ["a", "b"]],
    ["select", many, ["a"], "append", ["a", "c"], ["a", "c"]],
    ["select", many, ["a"], "prepend", '["b","c"]', ["b", "c", "a"]],
    ["select", many, ["a", "b"], "prepend", "b", ["b", "a"]],
    ["select", many, ["a", "b", "c"], "remove", ["a", "c"], ["b"]],
    ["select", many, ["a"], "remove", "x", ["a"]],
    ["select", many, ["a"], "set", null, []],
    ["select", { values: ["a", "b"] }, "a", "append", "b", "b"],
    ["select", { values: ["a", "b"] }, "a", "prepend", "b", "a"],
    ["select", { values: ["a", "b"] }, "a", "remove", "a", ""],
    ["relation", { maxSelect: 3 }, ["a"], "append", "b", ["a", "b"]],
    ["relation", {}, "a", "remove", ["a"], ""],
    ["file", files, ["a", "b"], "remove", "a", ["b"]],
    ["file", files, ["a"], "append", ["b", ["c"]], ["a", "b", "c"]],
    ["text", {}, "a", "append", "b", "a"],
    ["text", {}, "a", "autogenerate", "b", "b"],
    [
      "text",
      { autogeneratePattern: "z{3}" },
      "a",
      "autogenerate",
      "b-",
      "b-zzz",
    ],
    ["json", {}, [1], "append", 2, [1]],
    ["bool", {}, true, "remove", true, true],
    ["email", {}, "a", "set", "b", "b"],
    ["date", {}, "2022-01-01", "set", "", ""],
    // what clients send for it is ignored
    [
      "autodate",
      {},
      "2022-01-01",
      "set",
      "2020-01-01",
      "2022-01-01 00:00:00.000Z",
    ],
  ];
  test.each(changes)(
    "%s %j: %j %s %j is %j",
    (type, options, current, modifier, raw, expected) => {
      const field = fieldOf(type, options);
      expect(modify(field, current, modifier, raw) as unknown).toEqual(
        expected,
      );
    },
  );
});

describe("just before a save", () => {
  const created = { isNew: true, changed: false, now: "now" };
  const updated = { isNew: false, changed: false, now: "now" };
  const before = "2022-01-01 00:00:00.000Z";

  test.each([
    [{ onCreate: true }, created, "now"],
    [{ onCreate: true }, updated, before],
    [{ onUpdate: true }, created, before],
    [{ onUpdate: true }, updated, "now"],
    [{ onCreate: true, onUpdate: true }, updated, "now"],
    [{ onUpdate: true }, { ...updated, changed: true }, before],
  ])("an autodate %j at %j is %s", (options, context, expected) => {
    const field = fieldOf("autodate", options);
    const type = fieldTypeOf(field);
    expect(type.beforeSave?.(field, before, context)).toBe(expected);
  });

  test("an empty text of a new record is generated", () => {
    const field = fieldOf("text", { autogeneratePattern: "z{3}" });
    const type = fieldTypeOf(field);
    expect(type.beforeSave?.(field, "", created)).toBe("zzz");
    expect(type.beforeSave?.(field, "mine", created)).toBe("mine");
    expect(type.beforeSave?.(field, "", updated)).toBe("");
    const plain = fieldOf("text");
    expect(type.beforeSave?.(plain, "", created)).toBe("");
  });
});
