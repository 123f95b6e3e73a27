import { expect } from "bun:test";
import { createServer, type Socket } from "node:net";
import {
  MailFailed,
  type Mailer,
  type Message,
} from "../../../src/engines/mailer/mailer.ts";
import {
  createSmtpMailer,
  type SmtpOptions,
} from "../../../src/engines/mailer/smtp/smtp-mailer.ts";
import {
  startMailServer,
  type MailServer,
  type MailServerOptions,
} from "../../support/mail-server.ts";
import { testCertificate } from "../../support/test-certificate.ts";

export const message: Message = {
  from: { name: "Support", address: "support@example.com" },
  to: [{ address: "anna@example.com" }],
  subject: "Hello",
  html: "<p>Hello Anna</p>",
  text: "Hello Anna",
};
export const login = { username: "mailer", password: "correct horse" };
/** Certificates to trust: the servers' own. */
export const trusted = [testCertificate];

const open: (() => Promise<void> | void)[] = [];

/** Ends what a test began: to be called after each. */
export async function closeAll(): Promise<void> {
  for (const close of open.splice(0)) await close();
}

/** A server, and how to reach it. */
export async function serve(
  options: MailServerOptions = {},
): Promise<{ server: MailServer; options: SmtpOptions }> {
  const server = await startMailServer(options);
  open.push(() => server.close());
  return { server, options: server.smtpSettings };
}

export function mailerFor(options: SmtpOptions): Mailer {
  const mailer = createSmtpMailer(options);
  open.unshift(() => mailer.close());
  return mailer;
}

/** Why a mail was not taken. */
export async function refusal(
  options: SmtpOptions,
  mail: Message = message,
): Promise<string> {
  try {
    await mailerFor(options).send(mail);
  } catch (error) {
    expect(error).toBeInstanceOf(MailFailed);
    return (error as MailFailed).message;
  }
  throw new Error("the mail was taken");
}

/** A server that talks as it is told to. */
export async function serveRaw(
  talk: (socket: Socket) => void,
): Promise<SmtpOptions> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    talk(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  open.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("no port");
  return {
    host: "127.0.0.1",
    port: address.port,
    username: "",
    password: "",
    authMethod: "",
    tls: false,
    localName: "",
  };
}
