import { afterAll, beforeAll, expect, test } from "bun:test";
import { codesOf, refusalOf } from "./refusal.ts";
import { serveNewFolder, superuserAccount } from "./serving.ts";
import type { Serving } from "./serving.ts";

let serving: Serving;
beforeAll(async () => {
  serving = await serveNewFolder();
});
afterAll(() => serving[Symbol.asyncDispose]());

test("a superuser logs in and the auth store holds it", async () => {
  const client = serving.guest();
  const { token, record } = await client
    .collection("_superusers")
    .authWithPassword(superuserAccount.email, superuserAccount.password);

  expect(record.email).toBe(superuserAccount.email);
  expect(record.collectionName).toBe("_superusers");
  expect(record).not.toHaveProperty("password");
  expect(record).not.toHaveProperty("tokenKey");
  expect(client.authStore.token).toBe(token);
  expect(client.authStore.isValid).toBe(true);
  expect(client.authStore.isSuperuser).toBe(true);
  expect(client.authStore.record?.id).toBe(record.id);

  client.authStore.clear();
  expect(client.authStore.isValid).toBe(false);
  expect((await refusalOf(client.collections.getFullList())).status).toBe(401);
});

test("a user logs in, sees its own email and is no superuser", async () => {
  const client = await serving.newUser("ann@example.com");
  expect(client.authStore.isValid).toBe(true);
  expect(client.authStore.isSuperuser).toBe(false);
  expect(client.authStore.record?.["email"]).toBe("ann@example.com");
  expect(client.authStore.record?.["emailVisibility"]).toBe(false);
  expect((await refusalOf(client.collections.getFullList())).status).toBe(403);
});

test("authRefresh gives a good token and the record as it is now", async () => {
  const client = await serving.newUser("bob@example.com");
  const id = client.authStore.record?.id ?? "";
  await serving.superuser.collection("users").update(id, { name: "Bob" });

  const { token, record } = await client.collection("users").authRefresh();
  expect(record["name"]).toBe("Bob");
  expect(client.authStore.token).toBe(token);
  expect(client.authStore.isValid).toBe(true);
  expect((await client.collection("users").getOne(id)).id).toBe(id);
});

test("authRefresh needs a login, and one of that collection", async () => {
  const guest = serving.guest();
  expect(
    (await refusalOf(guest.collection("users").authRefresh())).status,
  ).toBe(401);
  const user = await serving.newUser("cid@example.com");
  expect(
    (await refusalOf(user.collection("_superusers").authRefresh())).status,
  ).toBe(403);
});

test("a wrong password and an unknown address are refused alike", async () => {
  await serving.newUser("dan@example.com");
  const logIn = (email: string, password: string) =>
    refusalOf(
      serving.guest().collection("users").authWithPassword(email, password),
    );
  const wrong = await logIn("dan@example.com", "not-the-password");
  const unknown = await logIn("nobody@example.com", "not-the-password");
  expect(wrong.status).toBe(400);
  expect(wrong.response).toEqual(unknown.response);

  const empty = await logIn("", "");
  expect(empty.status).toBe(400);
  expect(codesOf(empty)).toEqual({
    identity: "validation_required",
    password: "validation_required",
  });
});

test("the ways to log in are listed", async () => {
  const methods = await serving.guest().collection("users").listAuthMethods();
  expect(methods.password).toEqual({
    enabled: true,
    identityFields: ["email"],
  });
  expect(methods.oauth2.enabled).toBe(false);
  expect(methods.mfa.enabled).toBe(false);
  expect(methods.otp.enabled).toBe(false);
});

test("a token that was tampered with is a guest's", async () => {
  const client = await serving.newUser("eve@example.com");
  const { token } = client.authStore;
  const [header, , signature] = token.split(".");
  const forged = Buffer.from(
    JSON.stringify({
      id: client.authStore.record?.id,
      collectionId: serving.superuser.authStore.record?.collectionId,
      type: "auth",
      refreshable: true,
      exp: 4_000_000_000,
    }),
  ).toString("base64url");
  client.authStore.save(`${header}.${forged}.${signature}`);
  expect((await refusalOf(client.collections.getFullList())).status).toBe(401);
});

test("a new password ends the logins that there were", async () => {
  const client = await serving.newUser("fay@example.com");
  const users = client.collection("users");
  const id = client.authStore.record?.id ?? "";

  const withoutOld = await refusalOf(
    users.update(id, {
      password: "new-password",
      passwordConfirm: "new-password",
    }),
  );
  expect(withoutOld.status).toBe(400);
  expect(Object.keys(codesOf(withoutOld))).toEqual(["oldPassword"]);

  await users.update(id, {
    oldPassword: "another-password",
    password: "new-password",
    passwordConfirm: "new-password",
  });
  expect((await refusalOf(users.authRefresh())).status).toBe(401);
  await users.authWithPassword("fay@example.com", "new-password");
  expect(client.authStore.isValid).toBe(true);
});
