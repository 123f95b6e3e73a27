import { afterAll, beforeAll, expect, test } from "bun:test";
import { generateKeyPairSync, verify } from "node:crypto";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { refusalOf } from "./refusal.ts";
import { type Serving, serveNewFolder } from "./serving.ts";

let serving: Serving;
let mails: MailServer;
beforeAll(async () => {
  serving = await serveNewFolder();
  mails = await startMailServer({
    login: { username: "hutch", password: "a secret" },
  });
});
afterAll(async () => {
  await serving[Symbol.asyncDispose]();
  await mails.close();
});

test("settings are changed in part, and secrets never come back", async () => {
  const { settings } = serving.superuser;
  const changed = await settings.update({
    meta: { appName: "Chess club", senderAddress: "club@example.com" },
    smtp: mails.smtpSettings,
  });
  expect(changed["meta"]).toMatchObject({
    appName: "Chess club",
    senderName: "Support",
  });
  const shown = await settings.getAll();
  expect(shown).toEqual(changed);
  expect(shown["smtp"]).toMatchObject({ username: "hutch" });
  expect(shown["smtp"]).not.toHaveProperty("password");

  const refusal = await refusalOf(settings.update({ meta: { appURL: "no" } }));
  expect(refusal).toMatchObject({
    status: 400,
    response: { data: { meta: { appURL: { code: "validation_is_url" } } } },
  });
  expect((await refusalOf(serving.guest().settings.getAll())).status).toBe(401);
});

test.each([
  "verification",
  "password-reset",
  "email-change",
  "otp",
  "login-alert",
])("the mail %s is sent as a test", async (template) => {
  const { settings } = serving.superuser;
  await settings.testEmail("users", "ann@example.com", template);
  const mail = await mails.next();
  expect(mail.from.address).toBe("club@example.com");
  expect(mail.to).toEqual([{ name: "", address: "ann@example.com" }]);
  expect(mail.subject).toContain("Chess club");
  expect(mail.session.authMethod).toBe("PLAIN");
  for (const text of [mail.subject, mail.html, mail.text])
    expect(text).not.toMatch(/\{[A-Z]/);
});

test("a secret for Apple is signed with the key that was given", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
  });
  const { secret } = await serving.superuser.settings.generateAppleClientSecret(
    "com.example.app",
    "ABCDEFGHIJ",
    "KLMNOPQRST",
    privateKey.export({ type: "pkcs8", format: "pem" }),
    3600,
  );
  const [header, claims, signature] = secret.split(".");
  const isSigned = verify(
    "sha256",
    Buffer.from(`${header}.${claims}`),
    { key: publicKey, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature!, "base64url"),
  );
  expect(isSigned).toBe(true);
});
