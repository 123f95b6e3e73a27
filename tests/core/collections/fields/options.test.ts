import { describe, expect, test } from "bun:test";
import type { FieldTypeName } from "../../../../src/core/collections/fields/field.ts";
import { fieldOf, judgeOptions, type Options } from "./judge.ts";

const tooSmall = "validation_min_greater_equal_than_required";
const tooLarge = "validation_max_less_equal_than_required";
const beyondExact = Number.MAX_SAFE_INTEGER + 1;

const cases: readonly [FieldTypeName, Options, Record<string, string>][] = [
  ["text", { min: 5, max: 5, pattern: "^a+\\z" }, {}],
  ["text", { min: -1 }, { min: tooSmall }],
  ["text", { min: 5, max: 3 }, { max: tooSmall }],
  ["text", { min: 5, max: 0 }, {}],
  ["text", { max: -1 }, { max: tooSmall }],
  ["text", { max: beyondExact }, { max: tooLarge }],
  ["text", { pattern: "(" }, { pattern: "validation_invalid_regex" }],
  ["text", { pattern: "(?=a)" }, { pattern: "validation_invalid_regex" }],
  [
    "text",
    { autogeneratePattern: "[a-z" },
    { autogeneratePattern: "validation_invalid_regex" },
  ],
  [
    "text",
    { autogeneratePattern: "^a$" },
    { autogeneratePattern: "validation_invalid_autogenerate_pattern" },
  ],
  [
    "text",
    { autogeneratePattern: "a{3}", max: 2 },
    { autogeneratePattern: "validation_invalid_autogenerate_pattern_value" },
  ],
  [
    "text",
    { autogeneratePattern: "a{3}", pattern: "b" },
    { autogeneratePattern: "validation_invalid_autogenerate_pattern_value" },
  ],
  ["text", { autogeneratePattern: "a{3}", min: 3, pattern: "^a" }, {}],
  ["editor", { maxSize: -1 }, { maxSize: tooSmall }],
  ["editor", { maxSize: beyondExact }, { maxSize: tooLarge }],
  ["number", { min: 0, max: 0 }, {}],
  ["number", { min: 5, max: 3 }, { max: "validation_min_number_constraint" }],
  ["number", { min: 0, max: -1 }, { max: "validation_min_number_constraint" }],
  ["number", { min: -0.5, max: 1.5 }, {}],
  [
    "number",
    { min: 1.5, max: 2.5, onlyInt: true },
    {
      min: "validation_only_int_constraint",
      max: "validation_only_int_constraint",
    },
  ],
  [
    "number",
    { min: 1e300, onlyInt: true },
    { min: "validation_only_int_constraint" },
  ],
  ["email", { onlyDomains: ["example.com"], exceptDomains: [] }, {}],
  [
    "email",
    { onlyDomains: ["example.com"], exceptDomains: ["other.com"] },
    { onlyDomains: "validation_empty", exceptDomains: "validation_empty" },
  ],
  [
    "email",
    { onlyDomains: ["nope", "example.com", "x y"] },
    {
      "onlyDomains.0": "validation_is_domain",
      "onlyDomains.2": "validation_is_domain",
    },
  ],
  ["url", { exceptDomains: ["xn--e1afmkfd.xn--p1ai"] }, {}],
  [
    "url",
    { exceptDomains: [`${"a".repeat(64)}.com`, "-a.com"] },
    {
      "exceptDomains.0": "validation_is_domain",
      "exceptDomains.1": "validation_is_domain",
    },
  ],
  ["date", { min: "2022-01-01", max: "2021-01-01" }, {}],
  ["date", { min: "nonsense" }, {}],
  ["autodate", { onCreate: true }, {}],
  ["autodate", { onUpdate: true }, {}],
  [
    "autodate",
    {},
    { onCreate: "validation_required", onUpdate: "validation_required" },
  ],
  ["select", { values: ["a", "b"], maxSelect: 2 }, {}],
  ["select", {}, { values: "validation_required" }],
  ["select", { values: [] }, { values: "validation_required" }],
  ["select", { values: ["a"], maxSelect: 2 }, { maxSelect: tooLarge }],
  ["select", { values: ["a"], maxSelect: -1 }, { maxSelect: tooSmall }],
  [
    "file",
    { maxSize: -1, maxSelect: -1 },
    { maxSize: tooSmall, maxSelect: tooSmall },
  ],
  [
    "file",
    { thumbs: ["0x0", "10x", "10x10t", "0x0f", "100x0", "10x10x"] },
    {
      "thumbs.0": "validation_not_in_invalid",
      "thumbs.1": "validation_match_invalid",
      "thumbs.3": "validation_not_in_invalid",
      "thumbs.5": "validation_match_invalid",
    },
  ],
  ["relation", {}, { collectionId: "validation_required" }],
  ["relation", { collectionId: "pbc_countries", maxSelect: 3 }, {}],
  [
    "relation",
    { collectionId: "gone" },
    { collectionId: "validation_field_relation_missing_collection" },
  ],
  // a name is no id
  [
    "relation",
    { collectionId: "countries" },
    { collectionId: "validation_field_relation_missing_collection" },
  ],
  [
    "relation",
    { collectionId: "pbc_statistics" },
    { collectionId: "validation_relation_field_non_view_base_collection" },
  ],
  [
    "relation",
    { collectionId: "pbc_countries", minSelect: 2 },
    { maxSelect: "validation_required" },
  ],
  [
    "relation",
    { collectionId: "pbc_countries", minSelect: 2, maxSelect: 1 },
    { maxSelect: tooSmall },
  ],
  [
    "relation",
    { collectionId: "pbc_countries", minSelect: -1 },
    { minSelect: tooSmall },
  ],
  ["json", { maxSize: -1 }, { maxSize: tooSmall }],
  ["password", { min: 8, max: 71, cost: 10 }, {}],
  [
    "password",
    { min: -1, max: 80, cost: 3 },
    { min: tooSmall, max: tooLarge, cost: tooSmall },
  ],
  [
    "password",
    { min: 10, max: 5, cost: 32, pattern: "(" },
    { max: tooSmall, cost: tooLarge, pattern: "validation_invalid_regex" },
  ],
];

describe("options", () => {
  test.each(cases)("%s %j: %j", (type, options, expected) => {
    expect(judgeOptions(fieldOf(type, options))).toEqual(expected);
  });

  test("a view may have relations to views", () => {
    const field = fieldOf("relation", { collectionId: "pbc_statistics" });
    expect(judgeOptions(field, { of: "view" })).toEqual({});
  });

  test("the collection of a relation stays", () => {
    const previous = fieldOf("relation", { collectionId: "pbc_cities" });
    const field = fieldOf("relation", { collectionId: "pbc_countries" });
    expect(judgeOptions(field, { previous })).toEqual({
      collectionId: "validation_field_relation_change",
    });
    expect(judgeOptions(field, { previous: field })).toEqual({});
  });

  test("the options of a system autodate stay", () => {
    const options = { system: true, onCreate: true };
    const previous = fieldOf("autodate", options);
    const field = fieldOf("autodate", { ...options, onUpdate: true });
    expect(judgeOptions(field, { previous })).toEqual({
      onUpdate: "validation_values_mismatch",
    });
    const free = fieldOf("autodate", { onCreate: true, onUpdate: true });
    expect(judgeOptions(free, { previous })).toEqual({});
  });
});

describe("a primary key", () => {
  const key = {
    name: "id",
    primaryKey: true,
    required: true,
    pattern: "^[a-z0-9]+$",
  };

  test("is a required, visible text called id, with a pattern", () => {
    expect(judgeOptions(fieldOf("text", key))).toEqual({});
    const wrong = { ...key, name: "key", required: false, pattern: "" };
    expect(judgeOptions(fieldOf("text", { ...wrong, hidden: true }))).toEqual({
      name: "validation_in_invalid",
      pattern: "validation_required",
      hidden: "validation_empty",
      required: "validation_required",
    });
  });

  test("is the only one", () => {
    const siblings = [fieldOf("text", { ...key, id: "other" })];
    expect(judgeOptions(fieldOf("text", key), { siblings })).toEqual({
      primaryKey: "validation_unsupported_composite_pk",
    });
  });
});
