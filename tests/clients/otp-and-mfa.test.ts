import { afterAll, beforeAll, expect, test } from "bun:test";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { refusalOf } from "./refusal.ts";
import { type Serving, serveNewFolder } from "./serving.ts";

let serving: Serving;
let mails: MailServer;
beforeAll(async () => {
  serving = await serveNewFolder();
  mails = await startMailServer();
  const { settings, collections } = serving.superuser;
  await settings.update({ smtp: mails.smtpSettings });
  await collections.update("users", {
    otp: { enabled: true, duration: 180, length: 8 },
  });
  await collections.create({
    name: "careful",
    type: "auth",
    authAlert: { enabled: false },
    otp: { enabled: true, duration: 180, length: 6 },
    mfa: { enabled: true, duration: 600, rule: "" },
  });
});
afterAll(async () => {
  await serving[Symbol.asyncDispose]();
  await mails.close();
});

/** The one-time password in the next mail to this address. */
async function nextDigits(address: string): Promise<string> {
  const mail = await mails.next();
  expect(mail.to.map((to) => to.address)).toEqual([address]);
  return /\b\d{6,8}\b/.exec(mail.text)?.[0] ?? "";
}

test("a user logs in with a one-time password", async () => {
  await serving.newUser("ann@example.com");
  const client = serving.guest();
  const users = client.collection("users");
  expect((await users.listAuthMethods()).otp).toEqual({
    enabled: true,
    duration: 180,
  });
  const { otpId } = await users.requestOTP("ann@example.com");
  const digits = await nextDigits("ann@example.com");
  const wrong = await refusalOf(users.authWithOTP(otpId, "wrong"));
  expect(wrong.status).toBe(400);
  expect(client.authStore.isValid).toBe(false);
  const { record } = await users.authWithOTP(otpId, digits);
  expect(record["email"]).toBe("ann@example.com");
  expect(client.authStore.isValid).toBe(true);
  expect((await refusalOf(users.authWithOTP(otpId, digits))).status).toBe(400);
});

test("a user gives a password and then a one-time password", async () => {
  const account = { email: "bea@example.com", password: "a-long-password" };
  await serving.superuser
    .collection("careful")
    .create({ ...account, passwordConfirm: account.password });
  const client = serving.guest();
  const careful = client.collection("careful");
  const first = await refusalOf(
    careful.authWithPassword(account.email, account.password),
  );
  expect(first.status).toBe(401);
  const { mfaId } = first.response as { mfaId: string };
  expect(client.authStore.isValid).toBe(false);

  const { otpId } = await careful.requestOTP(account.email);
  const digits = await nextDigits(account.email);
  expect(
    (await refusalOf(careful.authWithOTP(otpId, "0", { mfaId }))).status,
  ).toBe(400);
  await careful.authWithOTP(otpId, digits, { mfaId });
  expect(client.authStore.isValid).toBe(true);
  expect(client.authStore.record?.["email"]).toBe(account.email);
});

test("a login from a new browser is told to the user, who sees the places and forgets one", async () => {
  const client = await serving.newUser("cid@example.com");
  const origins = client.collection("_authOrigins");
  expect(await origins.getFullList()).toHaveLength(1);
  await serving
    .guest()
    .collection("users")
    .authWithPassword("cid@example.com", "another-password", {
      headers: { "User-Agent": "Another <browser>" },
    });
  const alert = await mails.next();
  expect(alert.to[0]?.address).toBe("cid@example.com");
  expect(alert.html).toContain("127.0.0.1 Another &lt;browser&gt;");
  const places = await origins.getFullList({ sort: "-created" });
  expect(places).toHaveLength(2);
  expect(await origins.delete(places[0]!.id)).toBe(true);
  const otps = client.collection("_otps");
  expect(await otps.getFullList()).toEqual([]);
  expect((await refusalOf(otps.create({}))).status).toBe(403);
});
