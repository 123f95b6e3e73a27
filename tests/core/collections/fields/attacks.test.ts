import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import {
  fieldTypeOf,
  fieldTypes,
  parseField,
  presentField,
} from "../../../../src/core/collections/fields/field-types.ts";
import type {
  Field,
  FieldTypeName,
} from "../../../../src/core/collections/fields/field.ts";
import { Invalid } from "../../../../src/core/errors.ts";
import {
  coerce,
  fieldOf,
  judge,
  judgeOptions,
  modify,
  store,
} from "./judge.ts";

const fields: readonly Field[] = [
  ...(Object.keys(fieldTypes) as FieldTypeName[]).map((type) =>
    fieldOf(type, { values: ["a", "b"], collectionId: "pbc_countries" }),
  ),
  fieldOf("text", { pattern: "^(a+)+$", max: 100_000 }),
  fieldOf("select", { values: ["a", "b"], maxSelect: 2 }),
  fieldOf("file", { maxSelect: 2 }),
  fieldOf("relation", { collectionId: "pbc_countries", maxSelect: 2 }),
];

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>,
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom("\ud800", "\udfff", "\u0000", "a", "[") }),
  fc.double(),
  fc.constantFrom("__proto__", '{"__proto__":{"a":1}}', '["__proto__"]'),
);

describe("whatever a client sends", () => {
  test("no type throws, and what was accepted is stored as it is", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...fields),
        anything,
        async (field, raw) => {
          const value = coerce(field, raw);
          const error = await judge(field, raw);
          const type = fieldTypeOf(field);
          const column = type.write(field, value);
          expect(
            column === null ||
              ["string", "number", "boolean"].includes(typeof column),
          ).toBe(true);
          if (typeof column === "string")
            expect(column.isWellFormed()).toBe(true);
          // JSON knows neither -0 nor lone surrogates
          if (
            error === undefined &&
            field.type !== "password" &&
            field.type !== "json"
          ) {
            expect(JSON.stringify(store(field, value))).toBe(
              JSON.stringify(value),
            );
          }
          expect(store(field, store(field, value))).toEqual(
            store(field, value),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("no column makes a type throw, and its value can be written again", () => {
    const column = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json(),
      fc.double(),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.constant(null),
      fc.uint8Array(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...fields), column, (field, content) => {
        const type = fieldTypeOf(field);
        type.write(field, type.read(field, content));
      }),
      { numRuns: 1000 },
    );
  });

  test("no options are worse than unreadable", () => {
    const raw = fc.record(
      {
        type: fc.constantFrom(...Object.keys(fieldTypes), "unknown"),
        name: fc.oneof(fc.string(), anything),
        min: anything,
        max: anything,
        pattern: fc.string(),
        autogeneratePattern: fc.string(),
        values: anything,
        onlyDomains: fc.array(fc.string()),
        thumbs: fc.array(fc.string()),
      },
      { requiredKeys: ["type"] },
    );
    fc.assert(
      fc.property(raw, (input) => {
        let field: Field;
        try {
          field = parseField(input);
        } catch (error) {
          expect(error).toBeInstanceOf(Invalid);
          return;
        }
        judgeOptions(field);
        expect(parseField(presentField(field))).toEqual(field);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("deep JSON", () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  const field = fieldOf("json");

  test("is accepted down to 1,000 levels", async () => {
    expect(await judge(field, JSON.parse(nested(1000)))).toBeUndefined();
    expect(await judge(field, JSON.parse(nested(1001)))).toMatchObject({
      code: "validation_invalid_json",
    });
  });

  test.each([20_000, 1_000_000])("of %d levels is refused", async (depth) => {
    const text = nested(depth);
    expect((await judge(field, text))?.code).toBe("validation_invalid_json");
    expect(fieldTypeOf(field).write(field, coerce(field, text))).toBe("null");
    expect(coerce(fieldOf("geoPoint"), text)).toEqual({ lon: 0, lat: 0 });
    expect(coerce(fieldOf("select", { maxSelect: 2 }), text)).toEqual([text]);
  });
});

describe("names of the language", () => {
  test("are keys of JSON like any other", () => {
    const text = '{"__proto__":{"admin":true},"constructor":1}';
    const field = fieldOf("json");
    expect(fieldTypeOf(field).write(field, coerce(field, text))).toBe(text);
    expect(coerce(field, text)).not.toHaveProperty("admin");
  });

  test("give a point no coordinates", () => {
    const raw = JSON.parse('{"__proto__":{"lat":5,"lon":6}}');
    expect(coerce(fieldOf("geoPoint"), raw)).toEqual({ lon: 0, lat: 0 });
  });

  test("are values of lists like any other", () => {
    const field = fieldOf("select", { values: ["__proto__"], maxSelect: 1 });
    expect(store(field, modify(field, "", "append", "__proto__"))).toBe(
      "__proto__",
    );
  });
});

test("lists of a hundred thousand entries are handled at once", () => {
  const field = fieldOf("relation", { collectionId: "x", maxSelect: 5 });
  const ids = Array.from({ length: 100_000 }, (_, index) => `id${index}`);
  const started = performance.now();
  expect(modify(field, ids, "remove", ids)).toEqual([]);
  expect(modify(field, ids, "append", ids)).toHaveLength(100_000);
  expect(performance.now() - started).toBeLessThan(20_000);
});
