import { describe, expect, test } from "bun:test";
import { NotFound } from "../../../../src/core/errors.ts";
import type { Json } from "../../../../src/core/json.ts";
import { codesOf, openCollections, text } from "../open-collections.ts";

describe("is refused", () => {
  const cases: readonly [
    what: string,
    name: string,
    input: unknown,
    codes: Json,
  ][] = [
    [
      "another type",
      "users",
      { type: "base" },
      { type: "validation_collection_type_change" },
    ],
    [
      "becoming a system collection",
      "users",
      { system: true },
      { system: "validation_collection_system_flag_change" },
    ],
    ["another id", "users", { id: "other" }, {}],
    [
      "another name of a system collection",
      "_mfas",
      { name: "mine" },
      { name: "validation_collection_system_name_change" },
    ],
    [
      "other rules of a system collection",
      "_superusers",
      { listRule: "", authRule: null },
      {
        listRule: "validation_collection_system_rule_change",
        authRule: "validation_collection_system_rule_change",
      },
    ],
    [
      "dropping system fields",
      "_mfas",
      { fields: [text("nick")] },
      {
        fields: "validation_system_field_change",
        listRule: "validation_invalid_rule",
        viewRule: "validation_invalid_rule",
      },
    ],
    [
      "a system field of another type",
      "users",
      { fields: [{ type: "number", name: "email" }] },
      { fields: "validation_system_field_change" },
    ],
    [
      "another type under a field's id",
      "users",
      { fields: [{ type: "number", name: "name", id: "text1579384326" }] },
      { fields: { 1: "validation_field_type_change" } },
    ],
    ["a wrong type of value", "users", { otp: { length: "5" } }, {}],
    [
      "a name in use",
      "users",
      { name: "_OTPS" },
      { name: "validation_collection_name_exists" },
    ],
  ];
  test.each(cases)("%s", async (_what, name, input, codes) => {
    await using folder = await openCollections();
    const before = folder.collections.find(name);
    expect(await codesOf(folder.collections.update(name, input))).toEqual(
      codes,
    );
    expect(folder.collections.find(name)).toBe(before);
    expect((await folder.readAgain()).find(name)?.updated).toBe(
      before!.updated,
    );
  });

  test("a unique index on a system field that is changed or gone", async () => {
    await using folder = await openCollections();
    await folder.collections.create({
      name: "codes",
      fields: [text("code", { system: true }), text("other")],
      indexes: ["create unique index c on codes (code)"],
    });
    const refused = { indexes: "validation_invalid_unique_system_field_index" };
    expect(
      await codesOf(folder.collections.update("codes", { indexes: [] })),
    ).toEqual(refused);
    expect(
      await codesOf(
        folder.collections.update("codes", {
          indexes: ["create unique index c on codes (code, other)"],
        }),
      ),
    ).toEqual(refused);
    await folder.collections.update("codes", {
      indexes: ["create unique index d on codes (code collate nocase desc)"],
    });
  });

  test("what is not there", async () => {
    await using folder = await openCollections();
    await expect(folder.collections.update("nope", {})).rejects.toThrow(
      NotFound,
    );
  });
});
