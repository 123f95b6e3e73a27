import { expect, test } from "bun:test";
import type { Json } from "../../../../src/core/json.ts";
import { messageOf, openCollections, text } from "../open-collections.ts";

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
