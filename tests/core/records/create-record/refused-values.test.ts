import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { asGuest, type Body, refusal } from "../open-test-records.ts";
import { openThings, type Things } from "./things.ts";

let things: Things;
beforeAll(async () => {
  things = await openThings();
});
afterAll(() => things.world.close());

describe("values are refused by field", () => {
  const cases: [string, Body, Record<string, string>][] = [
    [
      "too long a text",
      { title: "x".repeat(21) },
      { title: "validation_max_text_constraint" },
    ],
    ["an unknown option", { kind: "w" }, { kind: "validation_invalid_value" }],
    [
      "a record that is not there",
      { tags: ["tag000000000001", "tag000000000009"] },
      { tags: "validation_missing_rel_records" },
    ],
    [
      "a place off the map",
      { place: { lon: 181, lat: 0 } },
      { place: "validation_invalid_longitude" },
    ],
    [
      "a file that was never uploaded",
      { file: "passwd" },
      { file: "validation_invalid_file" },
    ],
    [
      "contents of a file",
      { file: { filename: "a.png", size: 3 } },
      { file: "validation_invalid_file" },
    ],
    [
      "several at once",
      { kind: "w", title: "x".repeat(21) },
      {
        kind: "validation_invalid_value",
        title: "validation_max_text_constraint",
      },
    ],
    [
      "a number beyond all numbers",
      { count: "Infinity" },
      { count: "validation_not_a_number" },
    ],
    [
      "too short an id",
      { id: "short" },
      { id: "validation_min_text_constraint" },
    ],
    [
      "an id that is a path",
      { id: "../../../../aaaa" },
      { id: "validation_max_text_constraint" },
    ],
    [
      "an id with other characters",
      { id: "AAAAAAAAAAAAAAA" },
      { id: "validation_invalid_format" },
    ],
    [
      "an id that is taken",
      { id: "takenid00000001" },
      { id: "validation_not_unique" },
    ],
  ];
  beforeAll(() => things.world.add("things", { id: "takenid00000001" }));

  for (const [what, body, fields] of cases) {
    test(what, async () => {
      const before = await things.world.count("things");
      expect(await refusal(things.create("things", asGuest(body)))).toEqual({
        error: "Invalid",
        fields,
      });
      expect(await things.world.count("things")).toBe(before);
    });
  }

  test("values that have to be unique", async () => {
    await things.world.define({
      name: "uniques",
      fields: [
        { name: "a", type: "text" },
        { name: "b", type: "text" },
        { name: "c", type: "text" },
      ],
      indexes: [
        "create unique index idx_u_a on uniques (a)",
        "create unique index idx_u_bc on uniques (b, c)",
        "create unique index idx_u_l on uniques (lower(c)) where c != ''",
      ],
    });
    await things.create("uniques", asGuest({ a: "1", b: "1", c: "c" }));
    const second = (body: Body) =>
      refusal(things.create("uniques", asGuest(body)));
    expect(await second({ a: "1", b: "2" })).toEqual({
      error: "Invalid",
      fields: { a: "validation_not_unique" },
    });
    expect(await second({ a: "2", b: "1", c: "c" })).toMatchObject({
      error: "Invalid",
    });
    expect(await second({ a: "2", b: "2", c: "C" })).toEqual({
      error: "Invalid",
      fields: {},
    });
    expect(await things.world.count("uniques")).toBe(1);
  });

  test("ids that differ from another only in case, where upper case is allowed", async () => {
    const loose = await things.world.define({
      name: "loose",
      fields: [
        {
          name: "id",
          type: "text",
          primaryKey: true,
          required: true,
          system: true,
          min: 1,
          max: 40,
          pattern: "^.+$",
          autogeneratePattern: "[a-z0-9]{15}",
        },
      ],
    });
    await things.create(loose.name, asGuest({ id: "Hello" }));
    const refused: [string, string][] = [
      ["hELLO", "validation_pk_invalid"],
      ["a/b", "validation_forbidden_pk_character"],
      ["..", "validation_forbidden_pk_character"],
      ["a\\b", "validation_forbidden_pk_character"],
      ["a\0b", "validation_forbidden_pk_character"],
      ["nul", "validation_reserved_pk"],
    ];
    for (const [id, code] of refused) {
      expect(await refusal(things.create(loose.name, asGuest({ id })))).toEqual(
        {
          error: "Invalid",
          fields: { id: code },
        },
      );
    }
  });
});
