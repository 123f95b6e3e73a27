import { expect, test } from "bun:test";
import type { AuthCollection } from "../../../../src/core/collections/collection.ts";
import { openCollections, type TestFolder } from "../open-collections.ts";

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
