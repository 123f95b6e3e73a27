import { expect, test } from "bun:test";
import type { Hooks } from "../../../src/core/hooks/hooks.ts";
import type { Mail } from "../../../src/core/mail/mail.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import { openMail } from "./open-mail.ts";

type RecordMailHook = Extract<keyof Hooks, `onMailerRecord${string}`>;

test.each<
  [RecordMailHook, (mail: Mail, record: StoredRecord) => Promise<unknown>]
>([
  [
    "onMailerRecordVerificationSend",
    (mail, user) => mail.verification(user, "t"),
  ],
  [
    "onMailerRecordPasswordResetSend",
    (mail, user) => mail.passwordReset(user, "t"),
  ],
  [
    "onMailerRecordEmailChangeSend",
    (mail, user) => mail.emailChange(user, "t", "b@example.com"),
  ],
  [
    "onMailerRecordOTPSend",
    (mail, user) => mail.oneTimePassword(user, "i", "1"),
  ],
  ["onMailerRecordAuthAlertSend", (mail, user) => mail.authAlert(user, "here")],
])(
  "%s runs around onMailerSend, which runs around the sending",
  async (name, send) => {
    await using opened = await openMail();
    const { app, server } = opened;
    const user = await opened.user();
    const steps: string[] = [];
    app.hooks[name].add(async (event, next) => {
      steps.push(`${name} ${event.record.id}`);
      await next();
      steps.push(`sent ${server.mails.length}`);
    });
    app.hooks.onMailerSend.add(async (_event, next) => {
      steps.push(`onMailerSend ${server.mails.length}`);
      await next();
    });
    await send(app.mail, user);
    expect(steps).toEqual([`${name} ${user.id}`, "onMailerSend 0", "sent 1"]);
  },
);

test("handlers change the mail, and its plain-text part follows", async () => {
  await using opened = await openMail();
  const { app, server } = opened;
  app.hooks.onMailerRecordVerificationSend.add((event, next) => {
    event.message = {
      ...event.message,
      subject: "Changed",
      html: "<p>Changed once</p>",
    };
    return next();
  });
  app.hooks.onMailerSend.add((event, next) => {
    const html = event.message.html.replace("once", "twice");
    event.message = {
      ...event.message,
      html,
      to: [{ address: "ben@example.com" }],
    };
    return next();
  });
  await app.mail.verification(await opened.user(), "token");
  const mail = await server.next();
  expect(mail.subject).toBe("Changed");
  expect(mail.text.trim()).toBe("Changed twice");
  expect(mail.to[0]?.address).toBe("ben@example.com");
});

test("a plain-text part that a handler wrote stays", async () => {
  await using opened = await openMail();
  const { app, server } = opened;
  app.hooks.onMailerSend.add((event, next) => {
    event.message = { ...event.message, text: "By hand" };
    return next();
  });
  await app.mail.verification(await opened.user(), "token");
  expect((await server.next()).text.trim()).toBe("By hand");
});

test("a handler refuses a mail by throwing, and drops it by not going on", async () => {
  await using opened = await openMail();
  const { app, server } = opened;
  const user = await opened.user();
  const stop = app.hooks.onMailerSend.add(() =>
    Promise.reject(new Error("no")),
  );
  await expect(app.mail.verification(user, "token")).rejects.toThrow("no");
  stop();
  app.hooks.onMailerSend.add(() => Promise.resolve());
  await app.mail.verification(user, "token");
  expect(server.mails).toEqual([]);
});
