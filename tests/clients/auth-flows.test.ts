import { afterAll, beforeAll, expect, test } from "bun:test";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { codesOf, refusalOf } from "./refusal.ts";
import { type Serving, serveNewFolder } from "./serving.ts";

let serving: Serving;
let mails: MailServer;
beforeAll(async () => {
  serving = await serveNewFolder();
  mails = await startMailServer();
  await serving.superuser.settings.update({ smtp: mails.smtpSettings });
});
afterAll(async () => {
  await serving[Symbol.asyncDispose]();
  await mails.close();
});

/** The next mail to this address, and the token that the page of its link is given. */
async function nextToken(address: string, page: string): Promise<string> {
  const mail = await mails.next();
  expect(mail.to.map((to) => to.address)).toEqual([address]);
  const link = new RegExp(`href="[^"]*/auth/${page}/([^"/]+)"`);
  const token = link.exec(mail.html)?.[1] ?? "";
  expect(mail.text).toContain(token);
  expect(token.split(".")).toHaveLength(3);
  return token;
}

test("a user verifies their address", async () => {
  const client = await serving.newUser("ann@example.com");
  const users = client.collection("users");
  expect(client.authStore.record?.["verified"]).toBe(false);

  expect(await users.requestVerification("ann@example.com")).toBe(true);
  const token = await nextToken("ann@example.com", "confirm-verification");
  expect(await users.confirmVerification(token)).toBe(true);
  // The SDK notes it in the auth store by itself.
  expect(client.authStore.record?.["verified"]).toBe(true);
  expect((await users.authRefresh()).record["verified"]).toBe(true);
});

test("a user who forgot their password sets a new one, once", async () => {
  const client = await serving.newUser("bea@example.com");
  const users = serving.guest().collection("users");
  expect(await users.requestPasswordReset("bea@example.com")).toBe(true);
  const token = await nextToken("bea@example.com", "confirm-password-reset");

  const short = await refusalOf(users.confirmPasswordReset(token, "a", "b"));
  expect(codesOf(short)).toEqual({
    password: "validation_length_out_of_range",
    passwordConfirm: "validation_values_mismatch",
  });
  const set = () =>
    users.confirmPasswordReset(token, "my-new-password", "my-new-password");
  expect(await set()).toBe(true);
  expect(codesOf(await refusalOf(set()))).toEqual({
    token: "validation_invalid_token",
  });
  const { record } = await users.authWithPassword(
    "bea@example.com",
    "my-new-password",
  );
  expect(record["verified"]).toBe(true);
  const earlier = await refusalOf(client.collection("users").authRefresh());
  expect(earlier.status).toBe(401);
});

test("a user moves to another address", async () => {
  const client = await serving.newUser("cid@example.com");
  const users = client.collection("users");
  expect(await users.requestEmailChange("cid@example.org")).toBe(true);
  const token = await nextToken("cid@example.org", "confirm-email-change");

  const wrong = await refusalOf(users.confirmEmailChange(token, "wrong"));
  expect(codesOf(wrong)).toEqual({ password: "validation_invalid_password" });
  expect(await users.confirmEmailChange(token, "another-password")).toBe(true);
  // The SDK ends the login whose token is no longer good.
  expect(client.authStore.isValid).toBe(false);
  const { record } = await users.authWithPassword(
    "cid@example.org",
    "another-password",
  );
  expect(record).toMatchObject({ email: "cid@example.org", verified: true });
});

test("nobody learns whether an address is known", async () => {
  const users = serving.guest().collection("users");
  expect(await users.requestVerification("nobody@example.com")).toBe(true);
  expect(await users.requestPasswordReset("nobody@example.com")).toBe(true);
});

test("a superuser impersonates a user for as long as they say", async () => {
  const client = await serving.newUser("dan@example.com");
  const id = client.authStore.record?.id ?? "";
  const asDan = await serving.superuser
    .collection("users")
    .impersonate(id, 3600);
  expect(asDan.authStore.record?.id).toBe(id);
  expect(asDan.authStore.isSuperuser).toBe(false);
  expect((await asDan.collection("users").getOne(id)).id).toBe(id);
  expect((await refusalOf(asDan.collections.getFullList())).status).toBe(403);

  const { token } = asDan.authStore;
  expect((await asDan.collection("users").authRefresh()).token).toBe(token);
  const refused = await refusalOf(
    client.collection("users").impersonate(id, 3600),
  );
  expect(refused.status).toBe(403);
});
