import { MailFailed, type Mailer } from "../mailer.ts";
import type { SmtpOptions } from "../smtp/smtp-mailer.ts";
import type { MailerReply, MailerRequest } from "./mailer-protocol.ts";
import { mailerWorkerUrl } from "./worker-url.ts";

/**
 * Sends through a mail server, on a thread of its own, which is started with the first mail. Writing a mail takes
 * milliseconds: if the server did that itself, whoever asks for a mail would see by how soon it answers the next request
 * whether there is anybody to write to.
 */
export function createMailerThread(smtp: SmtpOptions): Mailer {
  const waiting = new Map<number, PromiseWithResolvers<void>>();
  let worker: Worker | undefined;
  let sent = 0;
  let ended = Promise.withResolvers<void>();

  const fail = (id: number, reason: string) => {
    waiting.get(id)?.reject(new MailFailed(reason));
    waiting.delete(id);
  };

  const receive = (reply: MailerReply) => {
    if (reply.kind === "closed") ended.resolve();
    else if (reply.kind === "failed") fail(reply.id, reply.reason);
    else {
      waiting.get(reply.id)?.resolve();
      waiting.delete(reply.id);
    }
  };

  const start = (): Worker => {
    const started = new Worker(mailerWorkerUrl, { smol: true });
    started.addEventListener("message", (event: MessageEvent<MailerReply>) =>
      receive(event.data),
    );
    started.addEventListener("error", ({ message }) => {
      // The next mail starts another one.
      started.terminate();
      worker = undefined;
      ended.resolve();
      for (const id of waiting.keys()) {
        fail(id, `The thread that sends mails failed: ${message}`);
      }
    });
    ended = Promise.withResolvers();
    post(started, { kind: "open", smtp });
    return started;
  };

  return {
    async send(message) {
      const id = ++sent;
      const result = Promise.withResolvers<void>();
      waiting.set(id, result);
      post((worker ??= start()), { kind: "send", id, message });
      await result.promise;
    },
    async close() {
      const closing = worker;
      if (closing === undefined) return;
      post(closing, { kind: "close" });
      await ended.promise;
      closing.terminate();
      if (worker === closing) worker = undefined;
    },
  };
}

function post(worker: Worker, request: MailerRequest): void {
  worker.postMessage(request);
}
