import { describe, expect, test } from "bun:test";
import type { Json } from "../../../../src/core/json.ts";
import { codesOf, openCollections, text } from "../open-collections.ts";

describe("is refused", () => {
  const cases: readonly [what: string, input: unknown, codes: Json][] = [
    ["no name", {}, { name: "validation_required" }],
    [
      "a name with a blank and an unknown type",
      { name: "a b", type: "foo" },
      { name: "validation_match_invalid", type: "validation_in_invalid" },
    ],
    [
      "a long name",
      { name: "x".repeat(256) },
      { name: "validation_length_out_of_range" },
    ],
    [
      "a name in use, in another case",
      { name: "USERS" },
      { name: "validation_collection_name_exists" },
    ],
    [
      "an internal table's name",
      { name: "_params" },
      { name: "validation_collection_name_invalid" },
    ],
    [
      "the name of a function that the server's own queries read from",
      { name: "Json_Each" },
      { name: "validation_collection_name_invalid" },
    ],
    [
      "the name of a function that tells of tables",
      { name: "pragma_table_info" },
      { name: "validation_collection_name_invalid" },
    ],
    [
      "another's id as name",
      { name: "pbc_3142635823" },
      { name: "validation_collection_name_id_duplicate" },
    ],
    [
      "a name like a back-relation",
      { name: "a_via_b" },
      { name: "validation_found_via" },
    ],
    [
      "an id with a blank",
      { name: "x", id: "a b" },
      { id: "validation_match_invalid" },
    ],
    [
      "a long id",
      { name: "x", id: "a".repeat(101) },
      { id: "validation_length_out_of_range" },
    ],
    [
      "an id in use",
      { name: "x", id: "_pb_users_auth_" },
      { id: "validation_invalid_or_existing_id" },
    ],
    [
      "two fields of one name, but for the case",
      { name: "x", fields: [text("a", { id: "1" }), text("A", { id: "2" })] },
      { fields: { 2: { name: "validation_duplicated_field_name" } } },
    ],
    [
      "wrong options of several fields",
      {
        name: "x",
        fields: [
          text("a b", { min: -1 }),
          { type: "relation", name: "r" },
          { type: "select", name: "_via_" },
        ],
      },
      {
        fields: {
          1: {
            name: "validation_match_invalid",
            min: "validation_min_greater_equal_than_required",
          },
          2: { collectionId: "validation_required" },
          3: { name: "validation_found_via", values: "validation_required" },
        },
      },
    ],
    [
      "an id that is no text",
      { name: "x", fields: [{ type: "number", name: "id" }] },
      { fields: { 1: { name: "validation_duplicated_field_name" } } },
    ],
    [
      "a body's key as field of an auth collection",
      { name: "x", type: "auth", fields: [text("oldPassword")] },
      { fields: { 1: { name: "validation_reserved_field_name" } } },
    ],
    [
      "a rule on what is not there",
      { name: "x", listRule: "nope = 1", createRule: "id =" },
      {
        listRule: "validation_invalid_rule",
        createRule: "validation_invalid_rule",
      },
    ],
    [
      "no CREATE INDEX",
      { name: "x", indexes: ["create table a"] },
      { indexes: { 0: "validation_invalid_index_expression" } },
    ],
    [
      "an index on what is not there",
      { name: "x", indexes: ["create index a on x (nope)"] },
      { indexes: { 0: "validation_invalid_index_expression" } },
    ],
    [
      "two indexes of one name",
      {
        name: "x",
        indexes: [
          "create index a on x (id)",
          "create unique index A on x (id)",
        ],
      },
      { indexes: { 1: "validation_duplicated_index_name" } },
    ],
    [
      "two equal indexes",
      {
        name: "x",
        indexes: ["create index a on x (id)", "create index b on y(`id`)"],
      },
      { indexes: { 1: "validation_duplicated_index_definition" } },
    ],
    [
      "another collection's index",
      {
        name: "x",
        indexes: ["create index IDX_mfas_collectionRef_recordRef on x (id)"],
      },
      { indexes: { 0: "validation_existing_index_name" } },
    ],
    [
      "a manage rule for everyone",
      { name: "x", type: "auth", manageRule: "" },
      { manageRule: "validation_nil_or_not_empty_required" },
    ],
    [
      "a login by what is not unique",
      {
        name: "x",
        type: "auth",
        passwordAuth: { identityFields: ["verified"] },
      },
      {
        passwordAuth: {
          identityFields: "validation_missing_unique_constraint",
        },
      },
    ],
    [
      "a login by what is not there",
      { name: "x", type: "auth", passwordAuth: { identityFields: ["nope"] } },
      { passwordAuth: { identityFields: "validation_missing_field" } },
    ],
    [
      "a second factor without a second way",
      { name: "x", type: "auth", mfa: { enabled: true } },
      { mfa: { enabled: "validation_mfa_not_enough_auths" } },
    ],
    [
      "wrong options of logins",
      {
        name: "x",
        type: "auth",
        authToken: { secret: "short", duration: 5 },
        fileToken: { secret: "", duration: 94_670_857 },
        otp: { enabled: true, length: 2 },
        verificationTemplate: { subject: "" },
        oauth2: {
          enabled: true,
          providers: [
            { name: "google" },
            { name: "nope", clientId: "1", clientSecret: "2", authURL: "x y" },
          ],
        },
      },
      {
        authToken: {
          secret: "validation_length_out_of_range",
          duration: "validation_min_greater_equal_than_required",
        },
        fileToken: {
          secret: "validation_required",
          duration: "validation_max_less_equal_than_required",
        },
        otp: { length: "validation_min_greater_equal_than_required" },
        verificationTemplate: { subject: "validation_required" },
        oauth2: {
          providers: {
            0: {
              clientId: "validation_required",
              clientSecret: "validation_required",
            },
            1: {
              name: "validation_missing_provider",
              authURL: "validation_is_url",
            },
          },
        },
      },
    ],
    [
      "a provider twice",
      {
        name: "x",
        type: "auth",
        oauth2: {
          enabled: true,
          providers: [{ name: "google" }, { name: "google" }],
        },
      },
      {
        oauth2: {
          providers: { 1: { name: "validation_duplicated_provider" } },
        },
      },
    ],
    ["a list", [], {}],
    ["a name that is a number", { name: 5 }, {}],
    ["fields that are none", { name: "x", fields: [5] }, {}],
    [
      "an unknown type of field",
      { name: "x", fields: [{ type: "nope", name: "a" }] },
      {},
    ],
  ];
  test.each(cases)("%s", async (_what, input, codes) => {
    await using folder = await openCollections();
    expect(await codesOf(folder.collections.create(input))).toEqual(codes);
    expect((await folder.readAgain()).all()).toHaveLength(6);
    expect(folder.collections.all()).toHaveLength(6);
    expect(
      await folder.query("select 1 from sqlite_schema where name = 'x'"),
    ).toEqual([]);
  });

  test("what is wrong comes with its numbers and names", async () => {
    await using folder = await openCollections();
    const refused = folder.collections.create({
      name: "x",
      type: "auth",
      authToken: { duration: 5 },
      indexes: ["create index idx_mfas_collectionRef_recordRef on x (id)"],
    });
    await expect(refused).rejects.toMatchObject({
      message: "Failed to create collection.",
      fields: {
        authToken: { duration: { params: { threshold: 10 } } },
        indexes: { 0: { params: { usedTableName: "_mfas" } } },
      },
    });
  });
});
