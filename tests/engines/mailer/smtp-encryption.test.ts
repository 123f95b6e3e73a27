import { afterEach, expect, test } from "bun:test";
import { testCertificate } from "../../support/test-certificate.ts";
import type { MailServerOptions } from "../../support/mail-server.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import {
  closeAll,
  login,
  mailerFor,
  message,
  refusal,
  serve,
  trusted,
} from "./open-smtp.ts";

afterEach(closeAll);

test.each<[NonNullable<MailServerOptions["encryption"]>, "PLAIN" | "LOGIN"]>([
  ["none", "PLAIN"],
  ["none", "LOGIN"],
  ["starttls", "PLAIN"],
  ["starttls", "LOGIN"],
  ["tls", "PLAIN"],
  ["tls", "LOGIN"],
])(
  "with encryption %p and AUTH %s a mail is sent",
  async (encryption, method) => {
    const { server, options } = await serve({
      encryption,
      login: { ...login, methods: [method] },
    });
    await mailerFor({ ...options, trusted }).send(message);
    expect((await server.next()).session).toMatchObject({
      encrypted: encryption !== "none",
      authMethod: method,
    });
  },
);

test("AUTH PLAIN is used where no method is set", async () => {
  const { server, options } = await serve({ login });
  await mailerFor({ ...options, authMethod: "" }).send(message);
  expect((await server.next()).session.authMethod).toBe("PLAIN");
});

test("STARTTLS is used where it is offered, without a login, too", async () => {
  const { server, options } = await serve({ encryption: "starttls" });
  await mailerFor({ ...options, trusted }).send(message);
  expect((await server.next()).session.encrypted).toBe(true);
});

test.each(["starttls", "tls"] as const)(
  "with %s, a certificate that nobody vouches for is refused, and the password not sent",
  async (encryption) => {
    const { server, options } = await serve({ encryption, login });
    expect(await refusal(options)).toContain("its certificate is not trusted");
    expect(server.logins).toBe(0);
  },
);

test.each(["starttls", "tls"] as const)(
  "with %s, a certificate for another host is refused, and the password not sent",
  async (encryption) => {
    const { server, options } = await serve({ encryption, login });
    // 0.0.0.0 reaches this machine, too, and is not in the certificate.
    const elsewhere = { ...options, host: "0.0.0.0", trusted };
    expect(await refusal(elsewhere)).toContain(
      "its certificate is not trusted",
    );
    expect(server.logins).toBe(0);
  },
);

test("NODE_EXTRA_CA_CERTS names certificates to trust", async () => {
  const { server, options } = await serve({ encryption: "tls", login });
  const smtp = new URL(
    "../../../src/engines/mailer/smtp/smtp-mailer.ts",
    import.meta.url,
  );
  const script = `
    const { createSmtpMailer } = await import(${JSON.stringify(smtp.href)});
    const mailer = createSmtpMailer(${JSON.stringify(options)});
    await mailer.send(${JSON.stringify(message)});
    await mailer.close();`;
  await using folder = await temporaryFolder();
  const file = `${folder.path}/ca.pem`;
  await Bun.write(file, testCertificate);
  const child = Bun.spawn([process.execPath, "-e", script], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: file },
    stderr: "inherit",
  });
  expect(await child.exited).toBe(0);
  expect((await server.next()).session.encrypted).toBe(true);
});

test("a password is not sent in clear to another machine", async () => {
  const { server, options } = await serve({ login });
  expect(await refusal({ ...options, host: "0.0.0.0" })).toContain(
    "a password is not sent in clear",
  );
  expect(server.logins).toBe(0);
});
