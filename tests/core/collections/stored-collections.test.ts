import { expect, test } from "bun:test";
import { Refused } from "../../../src/core/errors.ts";
import { openCollections, text } from "./open-collections.ts";

test("what is written is what is read at the next start", async () => {
  await using folder = await openCollections();
  await folder.collections.create({
    name: "posts",
    fields: [text("a", { help: "what" })],
    indexes: ["create index by_a on posts (a)"],
    listRule: "a != ''",
  });
  await folder.collections.create({
    name: "v",
    type: "view",
    viewQuery: "select id, a from posts",
  });
  await folder.collections.update("users", {
    oauth2: {
      providers: [{ name: "google", clientSecret: "s", extra: { a: [1] } }],
    },
  });
  const again = await folder.readAgain();
  const plain = (all: readonly { readonly version: number }[]): unknown =>
    all.map((one) => ({ ...one, version: 0 }));
  expect(plain(again.all())).toEqual(plain(folder.collections.all()) as never);
});

test("JSON is written as text and read as a blob too", async () => {
  await using folder = await openCollections();
  expect(
    await folder.query(
      "select distinct typeof(fields) f, typeof(indexes) i, typeof(options) o from _collections",
    ),
  ).toEqual([{ f: "text", i: "text", o: "text" }]);
  await folder.execute(
    "update _collections set fields = cast(fields as blob), indexes = cast(indexes as blob), options = cast(options as blob)",
  );
  const again = await folder.readAgain();
  expect(again.find("users")?.fields).toEqual(
    folder.collections.find("users")!.fields,
  );
  expect(again.find("users")).toMatchObject({ otp: { length: 8 } });
});

test("options that an older version did not write switch nothing on and make up no secret", async () => {
  await using folder = await openCollections();
  await folder.execute(
    `update _collections set options = '{"authToken":{"secret":"abc","duration":7},"unknown":1,"otp":{"length":"x"}}', fields = '[{"id":"a","name":"id","type":"text","old":true}]' where name = 'users'`,
  );
  expect((await folder.readAgain()).find("users")).toMatchObject({
    authRule: null,
    authToken: { secret: "abc", duration: 7 },
    fileToken: { secret: "", duration: 180 },
    passwordAuth: { enabled: false },
    otp: { enabled: false, length: 8 },
    fields: [{ id: "a", name: "id", help: "", required: false }],
  });
});

test.each([
  `update _collections set fields = '[{"type":"hologram","name":"a"}]' where name = 'users'`,
  "update _collections set fields = '[{' where name = 'users'",
])("a collection that cannot be read is refused by name", async (statement) => {
  await using folder = await openCollections();
  await folder.execute(statement);
  await expect(folder.readAgain()).rejects.toThrow(Refused);
  await expect(folder.readAgain()).rejects.toThrow('"users"');
});

test("reload sees what another process changed, and leaves the others as they are", async () => {
  await using folder = await openCollections();
  const heard: unknown[] = [];
  folder.bus.subscribe("collections", (data) => heard.push(data));
  const [users, otps] = [
    folder.collections.find("users"),
    folder.collections.find("_otps"),
  ];
  await folder.collections.reload();
  expect(folder.collections.find("users")).toBe(users);
  expect(heard).toEqual([]);

  await folder.execute(
    "update _collections set listRule = 'id != 1' where name = 'users'",
  );
  await folder.collections.reload();
  expect(folder.collections.find("users")).toMatchObject({
    listRule: "id != 1",
  });
  expect(folder.collections.find("users")?.version).not.toBe(users!.version);
  expect(folder.collections.find("_otps")).toBe(otps);
  expect(heard).toEqual([{ ids: ["_pb_users_auth_"] }]);
});

test("a change builds on what another process has written", async () => {
  await using folder = await openCollections();
  await folder.execute(
    "update _collections set viewRule = null where name = 'users'",
  );
  await folder.collections.update("users", { listRule: null });
  expect(folder.collections.find("users")).toMatchObject({
    listRule: null,
    viewRule: null,
  });
});

test("a collection is found by its id, and by its name in any case of letters", async () => {
  await using folder = await openCollections();
  const users = folder.collections.find("users");
  expect(users).toBeDefined();
  for (const key of ["USERS", "Users", "_pb_users_auth_"])
    expect(folder.collections.find(key)).toBe(users);
  for (const key of ["", "user", "_PB_USERS_AUTH_", "__proto__"])
    expect(folder.collections.find(key)).toBeUndefined();
});
