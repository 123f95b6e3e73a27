import { describe, expect, test } from "bun:test";
import {
  fieldTypes,
  parseField,
  presentField,
} from "../../../../src/core/collections/fields/field-types.ts";
import type { FieldTypeName } from "../../../../src/core/collections/fields/field.ts";
import { Invalid } from "../../../../src/core/errors.ts";
import { fieldOf, judgeOptions, type Options } from "./judge.ts";

const typeNames = Object.keys(fieldTypes) as FieldTypeName[];
const valid: Partial<Record<FieldTypeName, Options>> = {
  autodate: { onCreate: true },
  select: { values: ["a"] },
  relation: { collectionId: "pbc_countries" },
};

describe("reading a field", () => {
  test("an id is made of type and name when there is none", () => {
    expect(parseField({ type: "text", name: "id" }).id).toBe("text3208210256");
    expect(parseField({ type: "text", name: "id", id: "" }).id).toBe(
      "text3208210256",
    );
    expect(parseField({ type: "text", name: "id", id: "mine" }).id).toBe(
      "mine",
    );
  });

  const shapes: readonly [FieldTypeName, object][] = [
    [
      "text",
      {
        autogeneratePattern: "",
        max: 0,
        min: 0,
        pattern: "",
        primaryKey: false,
      },
    ],
    ["editor", { convertURLs: false, maxSize: 0 }],
    ["number", { max: null, min: null, onlyInt: false }],
    ["bool", {}],
    ["email", { exceptDomains: null, onlyDomains: null }],
    ["url", { exceptDomains: null, onlyDomains: null }],
    ["date", { max: "", min: "" }],
    ["select", { maxSelect: 0, values: null }],
    [
      "file",
      {
        maxSelect: 0,
        maxSize: 0,
        mimeTypes: null,
        protected: false,
        thumbs: null,
      },
    ],
    [
      "relation",
      { cascadeDelete: false, collectionId: "", maxSelect: 0, minSelect: 0 },
    ],
    ["json", { maxSize: 0 }],
    ["password", { cost: 0, max: 0, min: 0, pattern: "" }],
    ["geoPoint", {}],
  ];
  test.each(shapes)("%s has its own options, all at zero", (type, own) => {
    expect(presentField(fieldOf(type))).toEqual({
      ...own,
      help: "",
      hidden: false,
      id: fieldOf(type).id,
      name: "value",
      presentable: false,
      required: false,
      system: false,
      type,
    });
  });

  test("autodate has neither help nor required", () => {
    expect(Object.keys(presentField(fieldOf("autodate")))).toEqual([
      "hidden",
      "id",
      "name",
      "onCreate",
      "onUpdate",
      "presentable",
      "system",
      "type",
    ]);
  });

  test.each(typeNames)("%s is presented with its keys in order", (type) => {
    const keys = Object.keys(presentField(fieldOf(type)));
    expect(keys).toEqual(keys.toSorted());
  });

  test("what is presented reads back as the same field", () => {
    const field = fieldOf("date", { min: "2022-01-01", help: "when" });
    expect(parseField(presentField(field))).toEqual(field);
    expect(presentField(field)["min"]).toBe("2022-01-01 00:00:00.000Z");
  });

  test("unknown options and names of the language are ignored", () => {
    const raw = JSON.parse(
      '{"type":"bool","name":"b","__proto__":{"hidden":true},"constructor":1,"extra":2}',
    );
    const field = parseField(raw);
    expect(field.hidden).toBe(false);
    expect(Object.keys(field)).not.toContain("extra");
  });

  test.each([
    [null],
    [[]],
    ["text"],
    [{ name: "value" }],
    [{ type: "unknown", name: "value" }],
    [{ type: "toString", name: "value" }],
    [{ type: ["text"], name: "value" }],
    [{ type: "text", name: 5 }],
    [{ type: "text", name: "value", min: "5" }],
    [{ type: "text", name: "value", min: 1.5 }],
    [{ type: "text", name: "value", required: "yes" }],
    [{ type: "number", name: "value", min: "1" }],
    [{ type: "email", name: "value", onlyDomains: [1] }],
    [{ type: "select", name: "value", values: "a" }],
    [{ type: "date", name: "value", min: 5 }],
  ])("%j is unreadable", (raw) => {
    expect(() => parseField(raw)).toThrow(Invalid);
  });
});

describe("name, id and help of every type", () => {
  test.each(typeNames)("%s with sensible ones is fine", (type) => {
    expect(judgeOptions(fieldOf(type, valid[type]))).toEqual({});
  });

  const names: readonly [string, string | undefined][] = [
    ["", "validation_required"],
    ["a".repeat(100), undefined],
    ["a".repeat(101), "validation_length_out_of_range"],
    ["test_123", undefined],
    ["test(", "validation_match_invalid"],
    ["a b", "validation_match_invalid"],
    ["a\n", "validation_match_invalid"],
    ["é", "validation_match_invalid"],
    ['a"; drop table users; --', "validation_match_invalid"],
    ["null", "validation_not_in_invalid"],
    ["true", "validation_not_in_invalid"],
    ["false", "validation_not_in_invalid"],
    ["_rowid_", "validation_not_in_invalid"],
    ["expand", "validation_not_in_invalid"],
    ["collectionId", "validation_not_in_invalid"],
    ["collectionName", "validation_not_in_invalid"],
    ["collectionid", undefined],
    ["a_via_b", "validation_found_via"],
    ["a_VIA_b", "validation_found_via"],
    ["via", undefined],
  ];
  test.each(names)("name %j: %s", (name, code) => {
    for (const type of typeNames) {
      const field = { ...fieldOf(type, valid[type]), name };
      expect(judgeOptions(field)["name"]).toBe(code as string);
    }
  });

  test.each([
    ["a".repeat(100), undefined],
    ["a".repeat(101), "validation_length_out_of_range"],
    ["", "validation_required"],
  ])("id %j: %s", (id, code) => {
    expect(judgeOptions({ ...fieldOf("bool"), id })["id"]).toBe(code as string);
  });

  test.each([
    ["a".repeat(300), undefined],
    ["a".repeat(301), "validation_length_out_of_range"],
    // bytes count, not characters
    ["é".repeat(151), "validation_length_out_of_range"],
  ])("help %j: %s", (help, code) => {
    expect(judgeOptions(fieldOf("bool", { help }))["help"]).toBe(
      code as string,
    );
  });
});
