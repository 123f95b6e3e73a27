import type { SMTPPoolOptions, Transporter } from "nodemailer";
import { compose } from "../compose.ts";
import { MailFailed, type Mailer } from "../mailer.ts";
import { Sendings } from "../sendings.ts";
import { describeFailure } from "./describe-failure.ts";

export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  /** With the password empty as well: no login. */
  readonly username: string;
  readonly password: string;
  /** `PLAIN` (also when empty) or `LOGIN`. */
  readonly authMethod: string;
  /** TLS from the first byte; otherwise STARTTLS where the server offers it. */
  readonly tls: boolean;
  /** What to call ourselves in EHLO; `localhost` when empty. */
  readonly localName: string;
  /**
   * Certificates (PEM) to trust instead of the well-known authorities. In a deployment, NODE_EXTRA_CA_CERTS names a file
   * of more.
   */
  readonly trusted?: readonly string[];
  /** Milliseconds that a message may take from `send` on; a minute. */
  readonly deadline?: number;
}

/** Milliseconds that the server may leave us waiting for one answer. */
const patience = 10_000;

/** Hosts that a password may reach in clear: it does not leave the machine. */
const localHosts = new Set(["localhost", "127.0.0.1", "::1"]);

/**
 * Sends through a mail server (RFC 5321), over a few connections that are kept for a while. Certificates are verified. A
 * password is sent in clear to this machine only; elsewhere the server has to offer TLS.
 */
export function createSmtpMailer(options: SmtpOptions): Mailer {
  const sendings = new Sendings(options.deadline ?? 60_000);
  let transport: Promise<Transporter> | undefined;
  return {
    async send(message) {
      try {
        await sendings.run(async (signal) => {
          transport ??= connect(options);
          const mail = await compose(message);
          await (await transport).sendMail({ ...mail, signal });
        });
      } catch (error) {
        throw new MailFailed(
          `The mail server ${options.host}:${options.port} did not take the mail: ${describeFailure(error, options)}`,
        );
      }
    },
    async close() {
      sendings.endAll();
      (await transport)?.close();
    },
  };
}

async function connect(options: SmtpOptions): Promise<Transporter> {
  const { createTransport } = await import("nodemailer");
  const { host, port, username, password, tls, trusted } = options;
  const hasLogin = username !== "" || password !== "";
  const pool: SMTPPoolOptions & { pool: true } = {
    pool: true,
    host,
    port,
    name: options.localName === "" ? "localhost" : options.localName,
    secure: tls,
    requireTLS: hasLogin && !tls && !localHosts.has(host),
    maxConnections: 4,
    maxRequeues: 4,
    idleTimeout: 10_000,
    connectionTimeout: patience,
    dnsTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: 2 * patience,
    ...(hasLogin && {
      auth: { user: username, pass: password },
      authMethod: options.authMethod === "" ? "PLAIN" : options.authMethod,
    }),
    ...(trusted !== undefined && { tls: { ca: [...trusted] } }),
  };
  return createTransport(pool);
}
