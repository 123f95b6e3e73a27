import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "bun:test";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";
import { type MailServer, startMailServer } from "../../support/mail-server.ts";

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
  const person = { email: "ann@example.com", password: "long enough" };
  await api.sudo("POST /api/collections/users/records", {
    json: { ...person, passwordConfirm: person.password },
  });
});
afterAll(() => api.close());

const patch = (json: unknown) => api.sudo("PATCH /api/settings", { json });

describe("POST /api/settings/test/email", () => {
  const send = (json: unknown) =>
    api.sudo("POST /api/settings/test/email", { json });
  let server: MailServer;
  beforeEach(async () => {
    server = await startMailServer();
    const { smtpSettings } = server;
    await patch({ smtp: smtpSettings, meta: { appName: "Acme" } });
  });
  afterEach(() => server.close());

  test.each([
    ["verification", "#/auth/confirm-verification/"],
    ["password-reset", "#/auth/confirm-password-reset/"],
    ["email-change", "#/auth/confirm-email-change/"],
    ["otp", "123456"],
    ["login-alert", "TEST_IP TEST_USER_AGENT"],
  ])("sends the template %s", async (template, content) => {
    for (const collection of [undefined, "users", "_pb_users_auth_"]) {
      const response = await send({
        email: "bob@example.com",
        template,
        collection,
      });
      expect(response.status).toBe(204);
      const mail = await server.next();
      expect(mail.to.map(({ address }) => address)).toEqual([
        "bob@example.com",
      ]);
      expect(mail.from.address).toBe("support@example.com");
      expect(mail.html).toContain(content);
      expect(mail.subject).not.toBe("");
    }
  });

  test("fills the record's visible fields with their names", async () => {
    await api.sudo("PATCH /api/collections/users", {
      json: {
        verificationTemplate: {
          subject: "To {RECORD:name}",
          body: "{RECORD:name} {RECORD:email} {RECORD:id} ({RECORD:tokenKey}) {TOKEN}",
        },
      },
    });
    await send({
      email: "bob@example.com",
      template: "verification",
      collection: "users",
    });
    const { subject, html } = await server.next();
    expect(subject).toBe("To __pb_test_name__");
    expect(html).toContain(
      "__pb_test_name__ bob@example.com __pb_test_id__ ({RECORD:tokenKey}) ey",
    );
  });

  test("sends tokens that are good for nobody", async () => {
    const email = "ann@example.com";
    await api.sudo("PATCH /api/collections/users", {
      json: { resetPasswordTemplate: { subject: "Reset", body: "<{TOKEN}>" } },
    });
    await send({ email, template: "password-reset", collection: "users" });
    const { html, text } = await server.next();
    const token = /ey[\w-]+\.[\w-]+\.[\w-]+/.exec(html + text)?.[0];
    expect(token).toBeString();
    const password = "other password";
    const confirm = await api.send(
      "POST /api/collections/users/confirm-password-reset",
      { json: { token, password, passwordConfirm: password } },
    );
    expect(confirm.status).toBe(400);
  });

  test("makes no record", async () => {
    await send({
      email: "nobody@example.com",
      template: "otp",
      collection: "users",
    });
    const users = api.app.collections.find("users")!;
    const { records } = api.app;
    expect(await records.findBy(users, "email", "nobody@example.com")).toBe(
      undefined,
    );
    const otps = api.app.collections.find("_otps")!;
    expect(await records.find(otps, "_PB_TEST_OTP_ID_")).toBe(undefined);
  });

  const required = "validation_required";
  test.each<[Record<string, unknown>, Record<string, string>]>([
    [{}, { email: required, template: required }],
    [
      { email: "bob", template: "birthday", collection: "nope" },
      {
        email: "validation_is_email",
        template: "validation_in_invalid",
        collection: "validation_invalid_auth_collection",
      },
    ],
    [
      { email: "bob@example.com", template: "otp", collection: "_otps" },
      { collection: "validation_invalid_auth_collection" },
    ],
    [
      {
        email: `${"b".repeat(250)}@example.com`,
        template: "constructor",
        collection: "c".repeat(256),
      },
      {
        email: "validation_length_out_of_range",
        template: "validation_in_invalid",
        collection: "validation_length_out_of_range",
      },
    ],
    [
      { email: "bob@example.com\r\nBcc: eve@example.com", template: "otp" },
      { email: "validation_is_email" },
    ],
  ])("refuses %j", async (body, codes) => {
    const error = await readError(await send(body));
    expect(error).toMatchObject({
      status: 400,
      message: "Failed to send the test email.",
    });
    const found = Object.entries(error.data).map(([name, value]) => [
      name,
      (value as { code: string }).code,
    ]);
    expect(Object.fromEntries(found)).toEqual(codes);
    expect(server.mails).toEqual([]);
  });

  test("tells why a mail could not be sent", async () => {
    await server.close();
    const error = await readError(
      await send({ email: "bob@example.com", template: "otp" }),
    );
    expect(error).toMatchObject({ status: 400, data: {} });
    expect(error.message).toMatch(
      /^Failed to send the test email\. Raw error: \n.*(ECONNREFUSED|refused|connect)/i,
    );
  });

  test("tells what the mail server said against the address", async () => {
    const strict = await startMailServer({ accepts: () => false });
    await patch({ smtp: strict.smtpSettings });
    const { message } = await readError(
      await send({ email: "bob@example.com", template: "otp" }),
    );
    expect(message).toContain("No such mailbox here");
    await strict.close();
  });
});
