import { MailFailed, type Mailer } from "../mailer.ts";
import { createSmtpMailer } from "../smtp/smtp-mailer.ts";
import type { MailerReply, MailerRequest } from "./mailer-protocol.ts";

/** Writes and sends mails, on a thread of its own: see `mailer-thread.ts`. */

declare const self: Worker;

let mailer: Mailer | undefined;
const sending = new Set<Promise<void>>();

self.addEventListener("message", ({ data }: MessageEvent<MailerRequest>) => {
  if (data.kind === "open") mailer = createSmtpMailer(data.smtp);
  else if (data.kind === "close") void close();
  else {
    const sent = send(data).then(reply);
    sending.add(sent);
    void sent.finally(() => sending.delete(sent));
  }
});

async function send({
  id,
  message,
}: Extract<MailerRequest, { kind: "send" }>): Promise<MailerReply> {
  try {
    if (mailer === undefined) throw new Error("No mailer is open.");
    await mailer.send(message);
    return { kind: "sent", id };
  } catch (error) {
    const reason = error instanceof MailFailed ? error.message : String(error);
    return { kind: "failed", id, reason };
  }
}

/** What is given up is answered before the end. */
async function close(): Promise<void> {
  await mailer?.close();
  await Promise.all(sending);
  reply({ kind: "closed" });
}

function reply(answer: MailerReply): void {
  self.postMessage(answer);
}
