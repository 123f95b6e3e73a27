import { describe, expect, test } from "bun:test";
import { fieldTypeOf } from "../../../../src/core/collections/fields/field-types.ts";
import type { FieldTypeName } from "../../../../src/core/collections/fields/field.ts";
import { passwordOf } from "../../../../src/core/collections/fields/password-field.ts";
import { fieldOf, judge, type Options } from "./judge.ts";

const required = "validation_required";
const toCountries = { collectionId: "pbc_countries" };
const values = ["a", "b", "c"];

/** Type, options, what was sent, code (undefined: accepted), parameters. */
const cases: readonly (readonly [
  FieldTypeName,
  Options,
  unknown,
  string?,
  object?,
])[] = [
  ["text", {}, ""],
  ["text", { required: true }, "", required],
  ["text", { required: true }, 0],
  ["text", { min: 2 }, ""],
  ["text", { min: 2 }, "é", "validation_min_text_constraint", { min: 2 }],
  ["text", { min: 2 }, "é😀"],
  ["text", { max: 2 }, "😀😀"],
  ["text", { max: 2 }, "😀😀a", "validation_max_text_constraint", { max: 2 }],
  ["text", {}, "a".repeat(5000)],
  [
    "text",
    {},
    "a".repeat(5001),
    "validation_max_text_constraint",
    { max: 5000 },
  ],
  ["text", { max: 6000 }, "a".repeat(5001)],
  ["text", { pattern: "^[a-c]+$" }, "abc"],
  ["text", { pattern: "^[a-c]+$" }, "abcd", "validation_invalid_format"],
  ["text", { pattern: "[a-c]" }, "xxaxx"],
  ["text", { pattern: "(?i)^A\\z" }, "a"],
  ["text", { pattern: "^[[:alpha:]]+$" }, "a1", "validation_invalid_format"],
  ["text", { pattern: "(" }, "a", "validation_invalid_format"],
  ["text", { pattern: "^a$" }, ""],

  ["editor", { required: true }, "", required],
  ["editor", { maxSize: 4 }, "éé"],
  [
    "editor",
    { maxSize: 3 },
    "éé",
    "validation_content_size_limit",
    { maxSize: 3 },
  ],
  ["editor", {}, "a".repeat(5 << 20)],
  [
    "editor",
    {},
    "a".repeat((5 << 20) + 1),
    "validation_content_size_limit",
    { maxSize: 5 << 20 },
  ],

  ["number", { required: true }, 0, required],
  ["number", { required: true }, "abc", required],
  ["number", { required: true }, -1],
  ["number", {}, "NaN", "validation_not_a_number"],
  ["number", {}, "-Infinity", "validation_not_a_number"],
  ["number", { onlyInt: true }, 1.5, "validation_only_int_constraint"],
  ["number", { onlyInt: true }, 2 ** 62],
  ["number", { onlyInt: true }, 1e19, "validation_only_int_constraint"],
  ["number", { min: 5 }, 4, "validation_min_number_constraint", { min: 5 }],
  // zero is "not set"
  ["number", { min: 5 }, 0],
  ["number", { max: -5 }, 0],
  ["number", { max: 5 }, 6, "validation_max_number_constraint", { max: 5 }],
  [
    "number",
    { min: 0, max: 0 },
    -1,
    "validation_min_number_constraint",
    { min: 0 },
  ],

  ["bool", {}, false],
  ["bool", { required: true }, false, required],
  ["bool", { required: true }, "false", required],
  ["bool", { required: true }, 1],

  ["email", {}, ""],
  ["email", { required: true }, "", required],
  ["email", {}, "a@example.com"],
  ["email", {}, "a@example", "validation_is_email"],
  ["email", { onlyDomains: ["example.com"] }, "a@example.com"],
  [
    "email",
    { onlyDomains: ["example.com"] },
    "a@EXAMPLE.com",
    "validation_email_domain_not_allowed",
  ],
  [
    "email",
    { exceptDomains: ["example.com"] },
    "a@example.com",
    "validation_email_domain_not_allowed",
  ],
  ["email", { exceptDomains: ["example.com"] }, "a@sub.example.com"],

  ["url", { required: true }, "", required],
  ["url", {}, "https://example.com/a?b#c"],
  ["url", {}, "not a url", "validation_invalid_url"],
  ["url", {}, "javascript:alert(1)", "validation_invalid_url"],
  ["url", { onlyDomains: ["example.com"] }, "https://u:p@example.com/x"],
  [
    "url",
    { onlyDomains: ["example.com"] },
    "https://example.com@evil.com",
    "validation_url_domain_not_allowed",
  ],
  // the port belongs to the host
  [
    "url",
    { onlyDomains: ["example.com"] },
    "https://example.com:8080",
    "validation_url_domain_not_allowed",
  ],
  [
    "url",
    { exceptDomains: ["example.com"] },
    "https://example.com",
    "validation_url_domain_not_allowed",
  ],

  ["date", {}, "nonsense"],
  ["date", { required: true }, "nonsense", required],
  ["date", { min: "2022-01-01" }, "2022-01-01"],
  [
    "date",
    { min: "2022-01-01 10:00:00.500Z" },
    "2022-01-01",
    "validation_min_greater_equal_than_required",
    { threshold: "2022-01-01T10:00:00.5Z" },
  ],
  [
    "date",
    { max: "2022-01-01" },
    "2022-01-01 00:00:00.001Z",
    "validation_max_less_equal_than_required",
    { threshold: "2022-01-01T00:00:00Z" },
  ],
  ["date", { max: "2022-01-01" }, "2022-01-01"],

  ["autodate", { onCreate: true }, ""],

  ["select", { values }, ""],
  ["select", { values, required: true }, "", required],
  ["select", { values, maxSelect: 2, required: true }, [], required],
  ["select", { values }, "a"],
  ["select", { values }, "A", "validation_invalid_value", { value: "A" }],
  ["select", { values: null }, "a", "validation_invalid_value", { value: "a" }],
  ["select", { values, maxSelect: 2 }, ["a", "b"]],
  [
    "select",
    { values, maxSelect: 2 },
    ["a", "b", "c"],
    "validation_too_many_values",
    { maxSelect: 2 },
  ],
  [
    "select",
    { values, maxSelect: 2 },
    ["a", "x"],
    "validation_invalid_value",
    { value: "x" },
  ],

  ["relation", toCountries, ""],
  ["relation", { ...toCountries, required: true }, "", required],
  ["relation", toCountries, "a"],
  ["relation", toCountries, "x", "validation_missing_rel_records"],
  ["relation", { ...toCountries, maxSelect: 2 }, ["a", "b"]],
  [
    "relation",
    { ...toCountries, maxSelect: 2 },
    ["a", "x"],
    "validation_missing_rel_records",
  ],
  [
    "relation",
    { ...toCountries, maxSelect: 2 },
    ["a", "b", "c"],
    "validation_too_many_values",
    { maxSelect: 2 },
  ],
  [
    "relation",
    { ...toCountries, minSelect: 2, maxSelect: 3 },
    ["a"],
    "validation_not_enough_values",
    { minSelect: 2 },
  ],
  ["relation", { ...toCountries, minSelect: 2, maxSelect: 3 }, []],
  [
    "relation",
    { collectionId: "gone" },
    "a",
    "validation_missing_rel_collection",
  ],

  ["file", { required: true }, "", required],
  [
    "file",
    {},
    "../../etc/passwd",
    "validation_invalid_file",
    { invalidFiles: ["../../etc/passwd"] },
  ],
  [
    "file",
    { maxSelect: 2 },
    ["a.txt", "b".repeat(300)],
    "validation_invalid_file",
    { invalidFiles: ["a.txt", "b".repeat(250)] },
  ],

  ["json", { required: true }, null, required],
  ["json", { required: true }, "", required],
  ["json", { required: true }, "[]", required],
  ["json", { required: true }, {}, required],
  ["json", { required: true }, false],
  ["json", { required: true }, 0],
  ["json", { maxSize: 5 }, "éa"],
  ["json", { maxSize: 5 }, "éaa", "validation_json_size_limit", { maxSize: 5 }],
  ["json", {}, "1e999", "validation_invalid_json"],

  ["password", {}, ""],
  ["password", { required: true }, "", required],
  ["password", { min: 8 }, "1234567", "validation_min_text_constraint"],
  ["password", { min: 8 }, "12345678"],
  ["password", { max: 3 }, "1234", "validation_max_text_constraint"],
  ["password", {}, "a".repeat(71)],
  ["password", {}, "a".repeat(72), "validation_max_text_constraint"],
  // more bytes than bcrypt looks at
  ["password", {}, "é".repeat(37), "validation_invalid_value"],
  ["password", {}, "é".repeat(36)],
  ["password", { pattern: "^[a-z]+$" }, "abc1", "validation_invalid_format"],

  ["geoPoint", { required: true }, { lat: 0, lon: 0 }, required],
  ["geoPoint", {}, "{}"],
  ["geoPoint", {}, { lat: -90, lon: -180 }],
  ["geoPoint", {}, { lat: 90.1, lon: 1 }, "validation_invalid_latitude"],
  ["geoPoint", {}, { lat: 1, lon: -180.5 }, "validation_invalid_longitude"],
  ["geoPoint", {}, { lat: Infinity, lon: 0 }, "validation_invalid_latitude"],
  ["geoPoint", {}, { lat: 1, lon: NaN }, "validation_invalid_longitude"],
];

describe("values", () => {
  for (const [type, options, raw, code, params] of cases) {
    const sent = JSON.stringify(raw)?.slice(0, 60);
    test(`${type} ${JSON.stringify(options)}: ${sent} is ${code ?? "fine"}`, async () => {
      const error = await judge(fieldOf(type, options), raw);
      expect(error?.code).toBe(code as string);
      expect(error?.params).toEqual(params as never);
    });
  }

  test("a message names the limit that its parameters hold", async () => {
    const error = await judge(fieldOf("text", { min: 3 }), "a");
    expect(error?.message).toBe("Must be at least 3 character(s).");
  });

  test("a relation that counts nothing asks nothing of the database", async () => {
    const countExisting = async () => {
      throw new Error("asked");
    };
    const field = fieldOf("relation", toCountries);
    expect(await judge(field, "", { countExisting })).toBeUndefined();
  });
});

describe("file names", () => {
  const field = fieldOf("file", { maxSelect: 2 });

  test("that the record has already may stay, in any order", async () => {
    const previous = ["a.txt", "b.txt"];
    expect(
      await judge(field, ["b.txt", "a.txt"], { previous }),
    ).toBeUndefined();
    expect(await judge(field, ["b.txt"], { previous })).toBeUndefined();
    expect((await judge(field, ["c.txt"], { previous }))?.params).toEqual({
      invalidFiles: ["c.txt"],
    });
  });

  test("are no more than the field takes", async () => {
    const previous = ["a.txt", "b.txt", "c.txt"];
    expect(await judge(field, previous, { previous })).toMatchObject({
      code: "validation_too_many_files",
      params: { maxSelect: 2 },
    });
  });
});

describe("ids", () => {
  const options = { name: "id", primaryKey: true, required: true };
  const lowercase = fieldOf("text", { ...options, pattern: "^[a-z0-9]+$" });
  const free = fieldOf("text", { ...options, pattern: "^.+$" });

  const ids: readonly (readonly [string, string?, object?])[] = [
    ["abc123"],
    ["Ünïcode-_~"],
    ["", required],
    ["A", "validation_pk_invalid"],
    ["x.y", "validation_forbidden_pk_character", { ch: "." }],
    ["x/y", "validation_forbidden_pk_character", { ch: "/" }],
    ["x\\y", "validation_forbidden_pk_character", { ch: "\\" }],
    ["x y", "validation_forbidden_pk_character", { ch: " " }],
    ["x\u0000", "validation_forbidden_pk_character", { ch: "\u0000" }],
    ["x%2e", "validation_forbidden_pk_character", { ch: "%" }],
    ["x'y", "validation_forbidden_pk_character", { ch: "'" }],
    ["nul", "validation_reserved_pk", { reserved: "NUL" }],
    ["Com1", "validation_reserved_pk", { reserved: "COM1" }],
    ["com10"],
    ["console"],
  ];
  for (const [id, code, params] of ids) {
    test(`${JSON.stringify(id)} is ${code ?? "fine"}`, async () => {
      const error = await judge(free, id);
      expect(error?.code).toBe(code as string);
      expect(error?.params).toEqual(params as never);
    });
  }

  test("of lower case are left to the table, which knows whether they are taken", async () => {
    const idTaken = async () => {
      throw new Error("asked");
    };
    expect(await judge(lowercase, "abc", { idTaken })).toBeUndefined();
    expect((await judge(lowercase, "ABC", { idTaken }))?.code).toBe(
      "validation_invalid_format",
    );
  });

  test("cannot change, and are not judged again", async () => {
    const stored = { isNew: false, previous: "Old Id/." };
    expect(await judge(lowercase, "Old Id/.", stored)).toBeUndefined();
    expect((await judge(lowercase, "new", stored))?.code).toBe(
      "validation_pk_change",
    );
  });
});

describe("passwords", () => {
  test("that are stored need no new one", async () => {
    const field = fieldOf("password", { required: true, min: 8 });
    const type = fieldTypeOf(field);
    const stored = type.read(field, "$2a$10$x");
    expect(await type.validate(field, stored, {} as never)).toBeUndefined();
  });

  test.each([
    [
      { hash: "h", plain: "p" },
      { hash: "h", plain: "p" },
    ],
    [{ hash: "h" }, { hash: "h" }],
    ["text", { hash: "" }],
    [undefined, { hash: "" }],
    [[], { hash: "" }],
  ])("%j is the password %j", (value, expected) => {
    expect(passwordOf(value)).toEqual(expected);
  });
});
