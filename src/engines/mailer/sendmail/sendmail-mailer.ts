import type { SentMessageInfo } from "nodemailer";
import { compose } from "../compose.ts";
import { MailFailed, type Mailer, type Message } from "../mailer.ts";
import { Sendings } from "../sendings.ts";

export interface SendmailOptions {
  /** Where to look, in this order; a bare name is looked up in the PATH. */
  readonly paths?: readonly string[];
  /** Milliseconds that the program may take; 20 seconds. */
  readonly deadline?: number;
}

const usualPaths = ["/usr/sbin/sendmail", "/usr/bin/sendmail", "sendmail"];

/** Characters of the program's complaint that are worth reading. */
const maxComplaint = 300;

/** Sends through the machine's own `sendmail`, which Postfix, Exim, msmtp and others provide. */
export function createSendmailMailer(options: SendmailOptions = {}): Mailer {
  const { paths = usualPaths, deadline = 20_000 } = options;
  const sendings = new Sendings(deadline);
  return {
    async send(message) {
      const program = paths.map((path) => Bun.which(path)).find(isFound);
      if (program === undefined) {
        throw new MailFailed(
          "No mail server is set up: enable SMTP in the mail settings. There is no sendmail on this machine to fall back on, either.",
        );
      }
      try {
        await sendings.run((signal) => run(program, message, signal));
      } catch (error) {
        const cause = error instanceof Error ? error.message : String(error);
        throw new MailFailed(`${program} did not take the mail: ${cause}`);
      }
    },
    close() {
      sendings.endAll();
      return Promise.resolve();
    },
  };
}

function isFound(path: string | null): path is string {
  return path !== null;
}

async function run(
  program: string,
  message: Message,
  signal: AbortSignal,
): Promise<void> {
  const raw = await toBytes(message);
  signal.throwIfAborted();
  // Recipients are read from the headers (-t): none of them can pass for an option.
  const child = Bun.spawn([program, "-i", "-t", `-f${message.from.address}`], {
    stdin: raw,
    stdout: "ignore",
    stderr: "pipe",
    signal,
  });
  const complaint = new Response(child.stderr).text();
  const code = await child.exited;
  signal.throwIfAborted();
  if (code === 0) return;
  // A process that it left behind may hold the pipe open.
  const words = await Promise.race([
    complaint,
    Bun.sleep(1_000).then(() => ""),
  ]);
  const text = words.replaceAll(/\p{Cc}+/gu, " ").trim();
  throw new Error(`it ended with ${code}: ${text.slice(0, maxComplaint)}`);
}

/** The message as it goes over the wire, with the line ends that local programs expect. */
async function toBytes(message: Message): Promise<Uint8Array> {
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    newline: "unix",
  });
  const mail = await compose(message);
  const sent: SentMessageInfo = await transport.sendMail(mail);
  return sent.message;
}
