import { describe, expect, test } from "bun:test";
import type { AuthCollection } from "../../../src/core/collections/collection.ts";
import { NotFound } from "../../../src/core/errors.ts";
import type { Json } from "../../../src/core/json.ts";
import {
  codesOf,
  messageOf,
  openCollections,
  text,
  type TestFolder,
} from "./open-collections.ts";

const google = { name: "google", clientId: "c", clientSecret: "s" };

function authOf(folder: TestFolder, name: string): AuthCollection {
  const collection = folder.collections.find(name);
  if (collection?.type !== "auth") throw new Error(`${name} has no logins`);
  return collection;
}

test("an update changes what it names and nothing else", async () => {
  await using folder = await openCollections();
  const before = folder.collections.present(folder.collections.find("users")!);
  const after = folder.collections.present(
    await folder.collections.update("users", {
      listRule: null,
      otp: { length: 6 },
      authAlert: { emailTemplate: { subject: "S" } },
    }),
  );
  expect(after).toMatchObject({
    listRule: null,
    viewRule: before["viewRule"]!,
    fields: before["fields"]!,
    otp: { length: 6, duration: 180 },
    authAlert: {
      enabled: true,
      emailTemplate: {
        subject: "S",
        body: expect.stringContaining("{ALERT_INFO}"),
      },
    },
    created: before["created"]!,
  });
});

test("secrets that are not sent stay, and those that are sent count", async () => {
  await using folder = await openCollections();
  const { authToken } = authOf(folder, "users");
  await folder.collections.update("users", {
    authToken: { duration: 60 },
    oauth2: { enabled: true, providers: [google] },
  });
  expect(authOf(folder, "users").authToken).toEqual({
    secret: authToken.secret,
    duration: 60,
  });

  await folder.collections.update("users", {
    oauth2: {
      providers: [
        { name: "github", clientId: "g", clientSecret: "h" },
        { name: "google", clientId: "d" },
      ],
    },
  });
  const { providers } = authOf(folder, "users").oauth2;
  expect(
    providers?.map(({ name, clientId, clientSecret }) => [
      name,
      clientId,
      clientSecret,
    ]),
  ).toEqual([
    ["github", "g", "h"],
    ["google", "d", "s"],
  ]);
  expect(
    JSON.stringify(folder.collections.present(authOf(folder, "users"))),
  ).not.toContain('"s"');

  await folder.collections.update("users", {
    fileToken: { secret: "x".repeat(30) },
    oauth2: { enabled: false, providers: null },
  });
  expect(authOf(folder, "users").fileToken.secret).toBe("x".repeat(30));
  expect(authOf(folder, "users").oauth2.providers).toBeNull();
});

test("who may log in changes, and earlier tokens end", async () => {
  await using folder = await openCollections();
  const secret = (): string => authOf(folder, "users").authToken.secret;
  const first = secret();
  await folder.collections.update("users", { authRule: null });
  expect(secret()).toBe(first);
  await folder.collections.update("users", { authRule: "verified = true" });
  expect(secret()).not.toBe(first);
  expect(secret()).toHaveLength(50);
});

test("a mapping to a field that is gone goes too", async () => {
  await using folder = await openCollections();
  const { fields } = folder.collections.present(
    folder.collections.find("users")!,
  );
  await folder.collections.update("users", {
    fields: (fields as { name: string }[]).filter(
      ({ name }) => name !== "avatar",
    ),
  });
  expect(authOf(folder, "users").oauth2.mappedFields).toEqual({
    id: "",
    name: "name",
    username: "",
    avatarURL: "",
  });
});

test("superusers always log in with a password, never by a provider, and a code is a second factor", async () => {
  await using folder = await openCollections();
  await folder.collections.update("_superusers", {
    passwordAuth: { enabled: false },
    oauth2: { enabled: true, providers: [google] },
    otp: { enabled: true },
  });
  expect(authOf(folder, "_superusers")).toMatchObject({
    passwordAuth: { enabled: true },
    oauth2: { enabled: false, providers: null },
    otp: { enabled: true },
    mfa: { enabled: true },
  });
});

test("system fields come back when they are left out, those with default ids", async () => {
  await using folder = await openCollections();
  const after = await folder.collections.update("users", {
    fields: null,
    indexes: null,
  });
  expect(after.fields.map(({ name }) => name)).toEqual([
    "id",
    "password",
    "tokenKey",
    "email",
    "emailVisibility",
    "verified",
  ]);
  expect(after.indexes).toHaveLength(2);
});

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

describe("an update carries the records along", () => {
  async function posts(): Promise<TestFolder> {
    const folder = await openCollections();
    await folder.collections.create({
      name: "posts",
      fields: [
        text("title", { id: "t1" }),
        text("body", { id: "t2" }),
        {
          type: "select",
          name: "tags",
          id: "s1",
          values: ["a", "b", "c"],
          maxSelect: 1,
        },
        {
          type: "relation",
          name: "owners",
          id: "r1",
          collectionId: "_pb_users_auth_",
          maxSelect: 3,
        },
      ],
      indexes: [
        "create index by_title on posts (title)",
        "create index by_body on posts (lower(body))",
      ],
    });
    await folder.execute(
      `insert into posts (id, title, body, tags, owners) values ('a', 'T1', 'B1', 'a', '["u1","u2"]'), ('b', 'T2', '', '', '[]'), ('c', 'T3', 'B3', '["b"]', 'u9')`,
    );
    return folder;
  }

  const shape = (names: readonly string[]): Json[] => [
    text(names[0]!, { id: "t1" }),
    text(names[1]!, { id: "t2" }),
    {
      type: "select",
      name: "tags",
      id: "s1",
      values: ["a", "b", "c"],
      maxSelect: 1,
    },
    {
      type: "relation",
      name: "owners",
      id: "r1",
      collectionId: "_pb_users_auth_",
      maxSelect: 3,
    },
  ];

  test("through two fields that swap their names", async () => {
    await using folder = await posts();
    await folder.collections.update("posts", {
      fields: shape(["body", "title"]),
    });
    expect(
      await folder.query("select id, title, body from posts order by id"),
    ).toEqual([
      { id: "a", title: "B1", body: "T1" },
      { id: "b", title: "", body: "T2" },
      { id: "c", title: "B3", body: "T3" },
    ]);
  });

  test("through a new name of the collection, with its indexes", async () => {
    await using folder = await posts();
    const renamed = await folder.collections.update("posts", {
      name: "articles",
    });
    expect(renamed.indexes).toEqual([
      "CREATE INDEX `by_title` ON `articles` (`title`)",
      "CREATE INDEX `by_body` ON `articles` (lower(body))",
    ]);
    expect(folder.collections.find("posts")).toBeUndefined();
    expect(folder.collections.find("ARTICLES")).toBe(renamed);
    expect(await folder.query("select count(*) as n from articles")).toEqual([
      { n: 3 },
    ]);
    expect(
      await folder.query(
        "select name from sqlite_schema where tbl_name = 'articles' and name like 'by%' order by name",
      ),
    ).toEqual([{ name: "by_body" }, { name: "by_title" }]);
  });

  test("through a name that differs in case alone", async () => {
    await using folder = await posts();
    await folder.collections.update("posts", { name: "Posts" });
    expect(
      await folder.query(
        "select name from sqlite_schema where type = 'table' and name like 'posts'",
      ),
    ).toEqual([{ name: "Posts" }]);
    expect(await folder.query("select count(*) as n from Posts")).toEqual([
      { n: 3 },
    ]);
  });

  test("from one value to many, and back to the last", async () => {
    await using folder = await posts();
    const fields = (tags: number, owners: number): Json => [
      ...shape(["title", "body"]).slice(0, 2),
      {
        type: "select",
        name: "tags",
        id: "s1",
        values: ["a", "b", "c"],
        maxSelect: tags,
      },
      {
        type: "relation",
        name: "owners",
        id: "r1",
        collectionId: "_pb_users_auth_",
        maxSelect: owners,
      },
    ];
    await folder.collections.update("posts", { fields: fields(2, 1) });
    expect(
      await folder.query("select id, tags, owners from posts order by id"),
    ).toEqual([
      { id: "a", tags: '["a"]', owners: "u2" },
      { id: "b", tags: "[]", owners: "" },
      { id: "c", tags: '["b"]', owners: "u9" },
    ]);
    await folder.collections.update("posts", { fields: fields(1, 3) });
    expect(
      await folder.query("select id, tags, owners from posts order by id"),
    ).toEqual([
      { id: "a", tags: "a", owners: '["u2"]' },
      { id: "b", tags: "", owners: "[]" },
      { id: "c", tags: "b", owners: '["u9"]' },
    ]);
  });

  test("while a field goes and another takes its name", async () => {
    await using folder = await posts();
    await folder.collections.update("posts", {
      fields: [
        ...shape(["title", "body"]).slice(1),
        { type: "number", name: "title" },
      ],
      indexes: [],
    });
    expect(
      await folder.query("select id, title, body from posts order by id"),
    ).toEqual([
      { id: "a", title: 0, body: "B1" },
      { id: "b", title: 0, body: "" },
      { id: "c", title: 0, body: "B3" },
    ]);
    expect(
      await folder.query(
        "select name from sqlite_schema where name like 'by%'",
      ),
    ).toEqual([]);
  });

  test("or leaves everything as it was when one step fails", async () => {
    await using folder = await posts();
    const before = await folder.schemaOf("posts");
    const refused = folder.collections.update("posts", {
      name: "articles",
      fields: shape(["headline", "body"]),
      indexes: [
        "create unique index by_headline on articles (headline)",
        "create unique index by_tags on articles (nope)",
      ],
    });
    expect(await codesOf(refused)).toEqual({
      indexes: { 1: "validation_invalid_index_expression" },
    });
    expect(await folder.schemaOf("posts")).toEqual(before);
    expect(folder.collections.find("posts")?.field.has("title")).toBe(true);
    expect(folder.collections.find("articles")).toBeUndefined();
  });

  test("or is refused where records would break a new unique index", async () => {
    await using folder = await posts();
    await folder.execute("update posts set title = 'same'");
    expect(
      await codesOf(
        folder.collections.update("posts", {
          indexes: ["create unique index by_title on posts (title)"],
        }),
      ),
    ).toEqual({
      indexes: { 0: "validation_invalid_index_expression" },
    });
    expect(
      await messageOf(folder.collections.update("posts", { fields: [] })),
    ).toBe("Failed to update collection.");
  });
});

test("changes that arrive together happen one after the other", async () => {
  await using folder = await openCollections();
  await folder.collections.create({ name: "posts" });
  const names = ["a", "b", "c", "d", "e", "f"];
  await Promise.all([
    ...names.map((name) => folder.collections.create({ name })),
    folder.collections.update("posts", { listRule: "" }),
    folder.collections.update("posts", { viewRule: "" }),
  ]);
  expect(folder.collections.find("posts")).toMatchObject({
    listRule: "",
    viewRule: "",
  });
  expect((await folder.readAgain()).all().map(({ name }) => name)).toEqual(
    folder.collections.all().map(({ name }) => name),
  );
});
