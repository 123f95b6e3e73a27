import { once } from "node:events";
import PostalMime, { type Address, type Mailbox } from "postal-mime";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import type { App } from "../../src/core/app.ts";
import type { SmtpSettings } from "../../src/core/settings/settings.ts";
import { testCertificate, testKey } from "./test-certificate.ts";

/** A mail as a mail program would show it. */
export interface ReceivedMail {
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Values by lower-case name; of several of one name, the last. */
  readonly headers: ReadonlyMap<string, string>;
  /** The message byte for byte. */
  readonly raw: string;
  /** What the client said to the server before the message. */
  readonly session: {
    readonly from: string;
    readonly to: readonly string[];
    /** The name given in EHLO. */
    readonly clientName: string;
    readonly encrypted: boolean;
    /** `PLAIN` or `LOGIN`; absent without a login. */
    readonly authMethod?: string;
  };
}

export interface MailServer {
  readonly port: number;
  /** All mails so far. */
  readonly mails: readonly ReceivedMail[];
  /** How many connections there have been. */
  readonly connections: number;
  /** Resolves once no connection is open. */
  idle(): Promise<void>;
  /** How often somebody has tried to log in. */
  readonly logins: number;
  /** Those mails that `next` has not given yet come first; fails after four seconds without one. */
  next(): Promise<ReceivedMail>;
  /** What to write into the settings to send mails here. */
  readonly smtpSettings: SmtpSettings;
  close(): Promise<void>;
}

export interface MailServerOptions {
  /** `none` (default): does not know TLS; `starttls`: offers it; `tls`: from the first byte. */
  readonly encryption?: "none" | "starttls" | "tls";
  /** Whom to let in, and how; without, nobody has to log in. */
  readonly login?: {
    readonly username: string;
    readonly password: string;
    readonly methods?: readonly ("PLAIN" | "LOGIN")[];
  };
  /** Refuses recipients that it is false for. */
  readonly accepts?: (address: string) => boolean;
  /** Any free one when absent. */
  readonly port?: number;
}

/** Starts an SMTP server on 127.0.0.1 that keeps the mails it gets. */
export async function startMailServer(
  options: MailServerOptions = {},
): Promise<MailServer> {
  const { encryption = "none", login, accepts = () => true } = options;
  const methods = login?.methods ?? ["PLAIN", "LOGIN"];
  const mails: ReceivedMail[] = [];
  const logins = new Map<string, string>();
  const waiting: ((mail: ReceivedMail) => void)[] = [];
  const untaken: ReceivedMail[] = [];
  let connections = 0;
  let attempts = 0;
  const receive = (mail: ReceivedMail) => {
    mails.push(mail);
    const taker = waiting.shift();
    if (taker === undefined) untaken.push(mail);
    else taker(mail);
  };
  const server = new SMTPServer({
    secure: encryption === "tls",
    key: testKey,
    cert: testCertificate,
    disabledCommands: [
      ...(encryption === "starttls" ? [] : ["STARTTLS"]),
      ...(login === undefined ? ["AUTH"] : []),
    ],
    authMethods: [...methods],
    authOptional: login === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect(_session, done) {
      connections += 1;
      done();
    },
    onClose() {
      server.emit("closed");
    },
    onAuth({ method, username, password }, session, done) {
      attempts += 1;
      if (username !== login?.username || password !== login?.password)
        return done(new Error("Wrong username or password"));
      logins.set(session.id, method);
      done(null, { user: username });
    },
    onRcptTo({ address }, _session, done) {
      done(accepts(address) ? null : new Error("No such mailbox here"));
    },
    onData(stream, session, answer) {
      const chunks: Uint8Array[] = [];
      stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      stream.on("end", () => {
        // Kept first, answered then: whoever has waited for the sender finds the mail here.
        parse(Buffer.concat(chunks), session, logins.get(session.id))
          .then(receive)
          .then(() => answer(), answer);
      });
    },
  });
  // A client that hangs up, or refuses the certificate, is no failure of the server's.
  server.on("error", () => {});
  const listening = server.listen(options.port ?? 0, "127.0.0.1");
  await once(listening, "listening");
  const address = listening.address();
  if (address === null || typeof address === "string")
    throw new Error("the mail server has no port");
  const { port } = address;
  return {
    port,
    mails,
    get connections() {
      return connections;
    },
    async idle() {
      while (server.connections.size > 0) await once(server, "closed");
    },
    get logins() {
      return attempts;
    },
    async next() {
      const mail = untaken.shift();
      if (mail !== undefined) return mail;
      const { promise, resolve, reject } =
        Promise.withResolvers<ReceivedMail>();
      const timer = setTimeout(
        () => reject(new Error("no mail came within half a minute")),
        30_000,
      );
      waiting.push(resolve);
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
        const place = waiting.indexOf(resolve);
        if (place !== -1) waiting.splice(place, 1);
      }
    },
    smtpSettings: {
      enabled: true,
      host: "127.0.0.1",
      port,
      username: login?.username ?? "",
      password: login?.password ?? "",
      authMethod: methods[0] ?? "",
      tls: encryption === "tls",
      localName: "",
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Has the app send its mails to the server. */
export async function useMailServer(
  app: App,
  server: MailServer,
): Promise<void> {
  await app.settings.update({ smtp: { ...server.smtpSettings } });
}

async function parse(
  raw: Uint8Array,
  session: SMTPServerSession,
  authMethod: string | undefined,
): Promise<ReceivedMail> {
  const mail = await PostalMime.parse(raw);
  const { mailFrom, rcptTo } = session.envelope;
  return {
    from: mailboxes([mail.from])[0] ?? { name: "", address: "" },
    to: mailboxes(mail.to ?? []),
    subject: mail.subject ?? "",
    html: mail.html ?? "",
    text: mail.text ?? "",
    headers: new Map(mail.headers.map(({ key, value }) => [key, value])),
    raw: new TextDecoder().decode(raw),
    session: {
      from: mailFrom === false ? "" : mailFrom.address,
      to: rcptTo.map(({ address }) => address),
      clientName: session.hostNameAppearsAs,
      encrypted: session.secure,
      ...(authMethod !== undefined && { authMethod }),
    },
  };
}

function mailboxes(addresses: readonly (Address | undefined)[]): Mailbox[] {
  return addresses.flatMap((address) =>
    address === undefined ? [] : (address.group ?? [address]),
  );
}
