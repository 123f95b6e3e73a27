import { describe, expect, test } from "bun:test";
import type { Json } from "../../../src/core/json.ts";
import {
  codesOf,
  messageOf,
  openCollections,
  text,
} from "./open-collections.ts";

test("a base collection gets an id, a primary key and a table", async () => {
  await using folder = await openCollections();
  const made = await folder.collections.create({
    name: "posts",
    fields: [text("title"), { type: "number", name: "count" }],
  });
  expect(folder.collections.present(made)).toMatchObject({
    id: "pbc_1125843985",
    name: "posts",
    type: "base",
    system: false,
    listRule: null,
    indexes: [],
    fields: [
      {
        id: "text3208210256",
        name: "id",
        system: true,
        primaryKey: true,
        min: 15,
        max: 15,
        pattern: "^[a-z0-9]+$",
        autogeneratePattern: "[a-z0-9]{15}",
      },
      { id: "text724990059", name: "title", type: "text" },
      { name: "count", type: "number", onlyInt: false, min: null, max: null },
    ],
  });
  expect(made.created).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(made.updated).toBe(made.created);
  await folder.execute("insert into posts (id, title) values ('a', 't')");
  expect(await folder.query("select * from posts")).toEqual([
    { id: "a", title: "t", count: 0 },
  ]);
});

test("an auth collection gets its system fields, options and unique indexes", async () => {
  await using folder = await openCollections();
  const made = await folder.collections.create({
    name: "clients",
    type: "auth",
    fields: [text("nick")],
    indexes: [],
  });
  expect(made.fields.map(({ name }) => name)).toEqual([
    "id",
    "nick",
    "password",
    "tokenKey",
    "email",
    "emailVisibility",
    "verified",
  ]);
  expect(made.indexes).toEqual([
    `CREATE UNIQUE INDEX \`idx_tokenKey_${made.id}\` ON \`clients\` (\`tokenKey\`)`,
    `CREATE UNIQUE INDEX \`idx_email_${made.id}\` ON \`clients\` (\`email\`) WHERE \`email\` != ''`,
  ]);
  const shown = folder.collections.present(made);
  expect(shown).toMatchObject({
    authRule: "",
    manageRule: null,
    passwordAuth: { enabled: true, identityFields: ["email"] },
    oauth2: { enabled: false, providers: [] },
    otp: { enabled: false, duration: 180, length: 8 },
    mfa: { enabled: false, duration: 600, rule: "" },
    authToken: { duration: 432_000 },
  });
  expect(JSON.stringify(shown)).not.toContain("secret");
});

test("every type of field has its column", async () => {
  await using folder = await openCollections();
  const types = [
    "text",
    "editor",
    "number",
    "bool",
    "email",
    "url",
    "date",
    "json",
    "geoPoint",
  ];
  await folder.collections.create({
    name: "all_types",
    fields: [
      ...types.map((type) => ({ type, name: `f_${type}` })),
      { type: "autodate", name: "f_autodate", onCreate: true },
      { type: "select", name: "f_select", values: ["a", "b"], maxSelect: 2 },
      { type: "file", name: "f_file", maxSelect: 1 },
      { type: "relation", name: "f_relation", collectionId: "_pb_users_auth_" },
      { type: "password", name: "f_password" },
    ],
  });
  await folder.execute("insert into all_types (id) values ('a')");
  expect(await folder.query("select * from all_types")).toEqual([
    {
      id: "a",
      f_autodate: "",
      f_bool: 0,
      f_date: "",
      f_editor: "",
      f_email: "",
      f_file: "",
      f_geoPoint: '{"lon":0,"lat":0}',
      f_json: null,
      f_number: 0,
      f_password: "",
      f_relation: "",
      f_select: "[]",
      f_text: "",
      f_url: "",
    },
  ]);
});

test("an id that another collection once got of the same name is not given again", async () => {
  await using folder = await openCollections();
  const first = await folder.collections.create({ name: "one", type: "auth" });
  await folder.collections.update("one", { name: "two" });
  const second = await folder.collections.create({ name: "one", type: "auth" });
  expect(second.id).toBe(`${first.id}2`);
  expect(second.indexes[0]).toContain(`idx_tokenKey_${second.id}`);
});

test("fields without an id are told apart by name, those with one by id", async () => {
  await using folder = await openCollections();
  const made = await folder.collections.create({
    name: "posts",
    fields: [
      text("a"),
      text("a", { max: 5 }),
      text("b", { id: "x" }),
      text("c", { id: "x" }),
    ],
  });
  expect(made.fields.map(({ id, name }) => `${id}:${name}`)).toEqual([
    "text3208210256:id",
    "text3904355907:a",
    "x:c",
  ]);
});

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

test("listeners hear of a change once it can be seen, and never of one that failed", async () => {
  await using folder = await openCollections();
  const heard: unknown[] = [];
  folder.bus.subscribe("collections", (data) => {
    heard.push([data, folder.collections.find("posts")?.name]);
  });
  expect(
    await messageOf(
      folder.collections.create({ name: "posts", indexes: ["nonsense"] }),
    ),
  ).toBe("Failed to create collection.");
  const { id } = await folder.collections.create({ name: "posts" });
  await folder.collections.remove("posts");
  expect(heard).toEqual([
    [{ ids: [id] }, "posts"],
    [{ ids: [id] }, undefined],
  ]);
});

test("scaffolds show what a new collection of each type starts with", async () => {
  await using folder = await openCollections();
  const { auth, base, view } = folder.collections.scaffolds() as Record<
    string,
    Record<string, Json[]>
  >;
  expect(base).toMatchObject({
    id: "",
    name: "",
    type: "base",
    fields: [{ name: "id" }],
    created: "",
  });
  expect(view).toMatchObject({
    id: "",
    type: "view",
    fields: [],
    viewQuery: "",
  });
  expect(auth).toMatchObject({ id: "", type: "auth", authRule: "" });
  expect(auth?.["indexes"]?.[0]).toMatch(
    /^CREATE UNIQUE INDEX `idx_tokenKey_[a-z0-9]{10}` ON `` \(`tokenKey`\)$/,
  );
});
