import { afterEach, expect, test } from "bun:test";
import { MailFailed } from "../../../src/engines/mailer/mailer.ts";
import type { SmtpOptions } from "../../../src/engines/mailer/smtp/smtp-mailer.ts";
import { createMailerThread } from "../../../src/engines/mailer/thread/mailer-thread.ts";
import { closeAll, message, serve, serveRaw } from "./open-smtp.ts";

const mailers: ReturnType<typeof createMailerThread>[] = [];

function threadFor(options: SmtpOptions) {
  const mailer = createMailerThread(options);
  mailers.push(mailer);
  return mailer;
}

afterEach(async () => {
  for (const mailer of mailers.splice(0)) await mailer.close();
  await closeAll();
});

test("a mail arrives, with a plain-text part if it has none", async () => {
  const { server, options } = await serve();
  await threadFor(options).send({ ...message, text: "" });
  const mail = await server.next();
  expect(mail.html.trim()).toBe(message.html);
  expect(mail.text.trim()).toBe("Hello Anna");
});

test("writing a mail does not hold up the server", async () => {
  const { options } = await serve();
  const mailer = threadFor(options);
  await mailer.send(message);
  const html = "<div><p>Hello <b>Anna</b></p></div>".repeat(10_000);
  const began = performance.now();
  let last = began;
  let longest = 0;
  const beat = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  await mailer.send({ ...message, html, text: "" });
  clearInterval(beat);
  const all = performance.now() - began;
  longest = Math.max(longest, performance.now() - last);
  expect(longest).toBeLessThan(all / 2);
});

test("of mails at the same time each is answered for itself", async () => {
  const { server, options } = await serve();
  const mailer = threadFor(options);
  const results = await Promise.allSettled([
    mailer.send(message),
    mailer.send({ ...message, to: [{ address: "anna\r\n@example.com" }] }),
    mailer.send(message),
  ]);
  expect(results.map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
  ]);
  expect(server.mails).toHaveLength(2);
});

test("why a mail was not taken is said as without a thread", async () => {
  const options = await serveRaw((socket) => void socket.end("554 No.\r\n"));
  const failure = await threadFor(options)
    .send(message)
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(MailFailed);
  expect((failure as MailFailed).message).toContain(
    `The mail server 127.0.0.1:${options.port} did not take the mail`,
  );
});

test("closing gives up what is being sent, and another mail starts anew", async () => {
  const connected = Promise.withResolvers<void>();
  const options = await serveRaw(() => connected.resolve());
  const mailer = threadFor(options);
  const sent = mailer.send(message).catch((error: unknown) => String(error));
  await connected.promise;
  await mailer.close();
  expect(await sent).toContain("sending was given up since mail was closed");
});
