import { afterEach, describe, expect, test } from "bun:test";
import {
  MailFailed,
  type Message,
} from "../../../src/engines/mailer/mailer.ts";
import { closeAll, mailerFor, message, serve, serveRaw } from "./open-smtp.ts";

afterEach(closeAll);

test("a message arrives as it was written", async () => {
  const { server, options } = await serve();
  await mailerFor(options).send(message);
  const mail = await server.next();
  expect(mail.from).toEqual({
    name: "Support",
    address: "support@example.com",
  });
  expect(mail.to).toEqual([{ name: "", address: "anna@example.com" }]);
  expect(mail.subject).toBe("Hello");
  expect(mail.html.trim()).toBe("<p>Hello Anna</p>");
  expect(mail.text.trim()).toBe("Hello Anna");
  expect(mail.session).toMatchObject({
    from: "support@example.com",
    to: ["anna@example.com"],
    clientName: "localhost",
  });
});

test("a message has an id in the sender's domain, a date, and asks for no automatic answer", async () => {
  const { server, options } = await serve();
  await mailerFor(options).send(message);
  const { headers } = await server.next();
  expect(headers.get("message-id")).toMatch(/^<[^@\s]+@example\.com>$/);
  expect(Date.parse(headers.get("date") ?? "")).not.toBeNaN();
  expect(headers.get("auto-submitted")).toBe("auto-generated");
});

test("the server hears the local name that is set", async () => {
  const { server, options } = await serve();
  await mailerFor({ ...options, localName: "app.example.com" }).send(message);
  expect((await server.next()).session.clientName).toBe("app.example.com");
});

test.each<[string, Message["to"][0], string]>([
  [
    "an international name",
    { name: "Zoë 李, PhD", address: "zoe@example.com" },
    "zoe@example.com",
  ],
  // Header and envelope say it in ASCII (RFC 3492).
  [
    "an international domain",
    { address: "zoe@exämple.com" },
    "zoe@xn--exmple-cua.com",
  ],
  [
    "an international mailbox",
    { address: "zoë@example.com" },
    "zoë@example.com",
  ],
])("a mail to somebody with %s arrives", async (_, to, address) => {
  const { server, options } = await serve();
  await mailerFor(options).send({ ...message, to: [to] });
  const mail = await server.next();
  expect(mail.to).toEqual([{ name: to.name ?? "", address }]);
});

describe("an address cannot smuggle in another one", () => {
  test.each([
    "anna@example.com, eve@example.com",
    "anna@example.com\r\nRCPT TO:<eve@example.com>",
    "anna@example.com>\r\nRCPT TO:<eve@example.com",
    "Anna <eve@example.com>",
    '"eve@example.com x"@example.org',
    "eve@example.com(@example.org)",
  ])("%p", async (address) => {
    const { server, options } = await serve();
    const mail = { ...message, to: [{ address }] };
    await mailerFor(options)
      .send(mail)
      .catch((error: unknown) => expect(error).toBeInstanceOf(MailFailed));
    const reached = server.mails.flatMap(({ session }) => session.to);
    expect(reached).not.toContain("eve@example.com");
  });
});

describe("an address that cannot be written in a mail as it is gets none, lest another gets it", () => {
  test.each([
    '"anna<x"@example.com',
    '"<eve@example.com>,"@example.com',
    '"anna\tx"@example.com',
    '"anna\u0001x"@example.com',
    "anna\r\n@example.com",
    "anna\u0085@example.com",
  ])("%p", async (address) => {
    const { server, options } = await serve();
    await expect(
      mailerFor(options).send({ ...message, to: [{ address }] }),
    ).rejects.toThrow("cannot be written in a mail");
    expect(server.mails).toEqual([]);
  });

  test("a quoted mailbox can be written", async () => {
    const { server, options } = await serve();
    const address = '"anna,bea"@example.com';
    await mailerFor(options).send({ ...message, to: [{ address }] });
    expect((await server.next()).session.to).toEqual([address]);
  });
});

test.each<[string, Partial<Message>]>([
  ["subject", { subject: "Hi\r\nBcc: eve@example.com\r\n\r\nOther text" }],
  [
    "sender's name",
    {
      from: {
        name: 'Eve"\r\nBcc: eve@example.com\r\nX: ',
        address: "support@example.com",
      },
    },
  ],
  [
    "recipient's name",
    {
      to: [{ name: "Eve\nBcc: eve@example.com", address: "anna@example.com" }],
    },
  ],
])("a %s with line breaks makes no header", async (_, change) => {
  const { server, options } = await serve();
  await mailerFor(options).send({ ...message, ...change });
  const mail = await server.next();
  expect(mail.headers.has("bcc")).toBe(false);
  expect(mail.session.to).toEqual(["anna@example.com"]);
  expect(mail.text.trim()).toBe("Hello Anna");
});

describe("connections", () => {
  test("are kept for the next mail", async () => {
    const { server, options } = await serve();
    const mailer = mailerFor(options);
    for (let count = 0; count < 5; count++) await mailer.send(message);
    expect(server.mails).toHaveLength(5);
    expect(server.connections).toBe(1);
  });

  test("are few, however many mails there are", async () => {
    const { server, options } = await serve();
    const mailer = mailerFor(options);
    await Promise.all(Array.from({ length: 60 }, () => mailer.send(message)));
    expect(server.mails).toHaveLength(60);
    expect(server.connections).toBeLessThanOrEqual(4);
  });

  test("are made anew when the server was started again", async () => {
    const { server, options } = await serve();
    const mailer = mailerFor(options);
    await mailer.send(message);
    await server.close();
    const { server: again } = await serve({ port: server.port });
    await mailer.send(message);
    expect(again.mails).toHaveLength(1);
  });

  test("end with the mailer, and what is being sent fails at once", async () => {
    const options = await serveRaw(() => {});
    const mailer = mailerFor(options);
    const sending = mailer.send(message);
    await mailer.close();
    await expect(sending).rejects.toThrow("sending was given up");
    await expect(mailer.send(message)).rejects.toThrow("sending was given up");
  });
});
