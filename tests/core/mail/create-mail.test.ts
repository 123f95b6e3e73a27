import { describe, expect, test } from "bun:test";
import { superusersName } from "../../../src/core/collections/collection.ts";
import type { Mail } from "../../../src/core/mail/mail.ts";
import { installerEmail } from "../../../src/core/records/installer-account.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import { serverRequest } from "../../../src/core/request.ts";
import { address, openMail } from "./open-mail.ts";

const token = "eyJhbGciOiJIUzI1NiJ9.eyJpZCI6IjEifQ.c2ln";
const site = "http://localhost:8090";

/** Every kind of mail. */
const kinds: {
  readonly kind: keyof Mail;
  readonly send: (mail: Mail, record: StoredRecord) => Promise<unknown>;
  readonly to: string;
  readonly subject: string;
  /** What is in both the HTML and the text. */
  readonly content: string;
}[] = [
  {
    kind: "verification",
    send: (mail, record) => mail.verification(record, token),
    to: address,
    subject: "Confirm your email address for Acme",
    content: `${site}/_/#/auth/confirm-verification/${token}`,
  },
  {
    kind: "passwordReset",
    send: (mail, record) => mail.passwordReset(record, token),
    to: address,
    subject: "Choose a new Acme password",
    content: `${site}/_/#/auth/confirm-password-reset/${token}`,
  },
  {
    kind: "emailChange",
    send: (mail, record) => mail.emailChange(record, token, "new@example.com"),
    to: "new@example.com",
    subject: "Confirm your new email address for Acme",
    content: `${site}/_/#/auth/confirm-email-change/${token}`,
  },
  {
    kind: "oneTimePassword",
    send: (mail, record) => mail.oneTimePassword(record, "otp1", "04816326"),
    to: address,
    subject: "Your Acme login code",
    content: "04816326",
  },
  {
    kind: "authAlert",
    send: (mail, record) => mail.authAlert(record, "2026-01-02, from 1.2.3.4"),
    to: address,
    subject: "New login to your Acme account",
    content: "2026-01-02, from 1.2.3.4",
  },
];

test.each(kinds)(
  "the $kind mail says what it should to whom it should",
  async (kind) => {
    await using opened = await openMail();
    const { app, server } = opened;
    await kind.send(app.mail, await opened.user());
    expect(server.mails).toHaveLength(1);
    const mail = await server.next();
    expect(mail.from).toEqual({
      name: "Support",
      address: "support@example.com",
    });
    expect(mail.to).toEqual([{ name: "", address: kind.to }]);
    expect(mail.subject).toBe(kind.subject);
    expect(mail.html).toContain(kind.content);
    expect(mail.text).toContain(kind.content);
    expect(mail.html + mail.text).not.toMatch(/\{[A-Z_]+\}/);
  },
);

test("the sender is the one in the settings", async () => {
  await using opened = await openMail();
  const { app, server } = opened;
  const meta = {
    senderName: "Zoë & Söhne",
    senderAddress: "zoe@mail.example.org",
  };
  await app.settings.update({ meta });
  await app.mail.verification(await opened.user(), token);
  const mail = await server.next();
  expect(mail.from).toEqual({
    name: "Zoë & Söhne",
    address: "zoe@mail.example.org",
  });
  expect(mail.session.from).toBe("zoe@mail.example.org");
  expect(mail.headers.get("message-id")).toEndWith("@mail.example.org>");
});

test("nobody is mailed a new password for the account of the first run", async () => {
  await using opened = await openMail();
  const { app, server } = opened;
  const superusers = app.collections.find(superusersName)!;
  const body = {
    email: installerEmail,
    password: "12345678",
    passwordConfirm: "12345678",
  };
  await app.records.create(superusers, undefined, { ...serverRequest, body });
  const installer = await app.records.findBy(
    superusers,
    "email",
    installerEmail,
  );
  await app.mail.passwordReset(installer!, token);
  await app.mail.passwordReset(await opened.user(), token);
  expect(server.mails.map(({ to }) => to[0]?.address)).toEqual([address]);
});

describe("templates", () => {
  test("have the app, the token and every field of the record that is not hidden", async () => {
    await using opened = await openMail();
    const { app, server } = opened;
    const fields = [
      { name: "age", type: "number" },
      { name: "tags", type: "select", values: ["a", "b", "c"], maxSelect: 3 },
      { name: "place", type: "json" },
      { name: "secret", type: "text", hidden: true },
    ];
    const users = app.collections.find("users")!;
    await app.collections.update("users", {
      fields: [...users.fields, ...fields],
    });
    await opened.write({
      subject: "{APP_NAME}: {RECORD:name}",
      body: "<p>{RECORD:email} {RECORD:verified} {RECORD:age} {RECORD:tags} {RECORD:place} {APP_URL} {TOKEN} {TOKEN}</p>",
    });
    const { id } = await opened.user();
    const changed = app.collections.find("users")!;
    const body = {
      age: 41.5,
      tags: ["a", "c"],
      place: { city: "Bern" },
      secret: "s3cret",
    };
    await app.records.update(changed, id, undefined, {
      ...serverRequest,
      body,
    });
    const record = await app.records.findBy(changed, "email", address);
    await app.mail.verification(record!, token);
    const mail = await server.next();
    expect(mail.subject).toBe("Acme: Anna");
    expect(mail.text.trim()).toBe(
      `${address} false 41.5 a, c {"city":"Bern"} ${site} ${token} ${token}`,
    );
  });

  test("have no hidden field and no password", async () => {
    await using opened = await openMail();
    const { app, server } = opened;
    const body =
      "<p>{RECORD:tokenKey} {RECORD:password} {RECORD:nothing} {OTP} {TOKEN:x}</p>";
    await opened.write({ body });
    const user = await opened.user();
    await app.mail.verification(user, token);
    const { text, raw } = await server.next();
    // What stands for nothing stays as it is.
    expect(text.trim()).toBe(body.slice(3, -4));
    expect(raw).not.toContain(String(user.values["tokenKey"]));
  });

  test("have the one-time password and its id, and the alert's place and time", async () => {
    await using opened = await openMail();
    const { app, server } = opened;
    const emailTemplate = { subject: "{OTP_ID}", body: "{OTP} {ALERT_INFO}" };
    await app.collections.update("users", { otp: { emailTemplate } });
    await app.collections.update("users", { authAlert: { emailTemplate } });
    const user = await opened.user();
    await app.mail.oneTimePassword(user, "otp1", "0481");
    await app.mail.authAlert(user, "here & now");
    expect(
      server.mails.map(({ subject, text }) => [subject, text.trim()]),
    ).toEqual([
      ["otp1", "0481 {ALERT_INFO}"],
      ["{OTP_ID}", "{OTP} here & now"],
    ]);
  });

  test("make no double slash of a URL that ends in one", async () => {
    await using opened = await openMail();
    const { app, server } = opened;
    await app.settings.update({ meta: { appURL: "https://example.com/app/" } });
    await opened.write({ body: "<p>{APP_URL}/a {APP_URL}b</p>" });
    await app.mail.verification(await opened.user(), token);
    expect((await server.next()).text.trim()).toBe(
      "https://example.com/app/a https://example.com/app/b",
    );
  });
});

describe("the plain-text part", () => {
  test("shows links in one piece, however long, and nothing that is not to be read", async () => {
    await using opened = await openMail();
    const { app, server } = opened;
    const long = "x".repeat(900);
    await opened.write({
      body: `<style>p {}</style><script>alert(1)</script><h1>Welcome</h1>
        <p>Click <a class="btn" href="{APP_URL}/confirm/{TOKEN}?a=1&amp;b=2">here</a>, or
        <a href="{APP_URL}/help">{APP_URL}/help</a></p><img src="x" alt="logo">`,
    });
    await app.mail.verification(await opened.user(), long);
    expect((await server.next()).text.trim().replaceAll("\r\n", "\n")).toBe(
      `Welcome\n\nClick here <${site}/confirm/${long}?a=1&b=2>, or ${site}/help`,
    );
  });
});

test("a one-time password's mail tells where it went", async () => {
  await using opened = await openMail();
  const { app } = opened;
  const user = await opened.user();
  expect(await app.mail.oneTimePassword(user, "otp1", "1")).toBe(address);
  app.hooks.onMailerSend.add((event, next) => {
    event.message = { ...event.message, to: [{ address: "ben@example.com" }] };
    return next();
  });
  expect(await app.mail.oneTimePassword(user, "otp1", "1")).toBe(
    "ben@example.com",
  );
  app.hooks.onMailerSend.add(() => Promise.resolve());
  expect(await app.mail.oneTimePassword(user, "otp1", "1")).toBe("");
});
