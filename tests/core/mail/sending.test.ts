import { expect, spyOn, test } from "bun:test";
import { chmod } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import type { App } from "../../../src/core/app.ts";
import { createMail } from "../../../src/core/mail/create-mail.ts";
import { startMailServer, useMailServer } from "../../support/mail-server.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { openMail } from "./open-mail.ts";

test("the next mail goes where the settings say by then, and old connections end", async () => {
  await using opened = await openMail();
  const { app, server } = opened;
  const user = await opened.user();
  await app.mail.verification(user, "1");
  await app.settings.update({ meta: { appName: "Other" } });
  await app.mail.verification(user, "2");
  expect([server.mails.length, server.connections]).toEqual([2, 1]);

  const other = await startMailServer();
  await useMailServer(app, other);
  await app.mail.verification(user, "3");
  expect(other.mails).toHaveLength(1);
  expect(server.mails).toHaveLength(2);
  await server.idle();
  await app.mail.close();
  await other.close();
});

test("a mail on its way when the settings change arrives", async () => {
  await using opened = await openMail();
  const { app, server } = opened;
  const user = await opened.user();
  const underway = Promise.withResolvers<void>();
  const old = await startMailServer({
    accepts() {
      underway.resolve();
      return true;
    },
  });
  await useMailServer(app, old);
  const first = app.mail.verification(user, "1");
  await underway.promise;
  await useMailServer(app, server);
  await Promise.all([first, app.mail.verification(user, "2")]);
  expect([old.mails.length, server.mails.length]).toEqual([1, 1]);
  await old.idle();
  await old.close();
});

test("a failure names the server and its words, and not the password", async () => {
  await using opened = await openMail();
  const { app } = opened;
  const strict = await startMailServer({
    login: { username: "u", password: "right" },
  });
  await useMailServer(app, strict);
  await app.settings.update({ smtp: { password: "wrong-password" } });
  const sending = app.mail.verification(await opened.user(), "token");
  await expect(sending).rejects.toThrow(
    `127.0.0.1:${strict.port} did not take the mail: it refused the username and password: it said "535 Wrong username or password"`,
  );
  await sending.catch((error: Error) =>
    expect(error.stack).not.toContain("wrong-password"),
  );
  await strict.close();
});

test("closing the app ends mails that no server takes", async () => {
  const opened = await openMail();
  const { app } = opened;
  const user = await opened.user();
  const silent = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => {
    silent.once("listening", resolve);
  });
  const address = silent.address();
  const port = typeof address === "object" ? address?.port : undefined;
  await app.settings.update({ smtp: { port } });
  let failure: unknown;
  const connected = new Promise((resolve) => {
    silent.once("connection", resolve);
  });
  app.background.run("a mail", () =>
    app.mail.verification(user, "token").catch((error: unknown) => {
      failure = error;
    }),
  );
  await connected;
  const timers = spyOn(globalThis, "setTimeout");
  try {
    const closed = opened[Symbol.asyncDispose]();
    // Its patience with what runs is over.
    const [patience] = timers.mock.calls.find(([, ms]) => ms === 5_000)!;
    patience();
    await closed;
  } finally {
    timers.mockRestore();
  }
  expect(String(failure)).toContain("sending was given up");
  silent.close();
});

test("after closing, no mail is sent", async () => {
  await using opened = await openMail();
  const { app, server } = opened;
  const user = await opened.user();
  await app.mail.close();
  await expect(app.mail.verification(user, "token")).rejects.toThrow("closing");
  expect(server.mails).toEqual([]);
});

test("with --dev a mail is printed, link and all, and sent", async () => {
  await using opened = await openMail();
  const { app, server } = opened;
  const { mail, printed } = developing(app);
  await mail.verification(await opened.user(), "token");
  expect(printed.join("")).toContain("  To: anna@example.com\n");
  expect(printed.join("")).toContain("/_/#/auth/confirm-verification/token");
  expect(server.mails).toHaveLength(1);
  await mail.close();
});

test("with --dev and no mail server, printing is enough", async () => {
  await using opened = await openMail();
  const { app, server } = opened;
  await app.settings.update({ smtp: { enabled: false } });
  const { mail, printed } = developing(app);
  await mail.passwordReset(await opened.user(), "token");
  expect(printed.join("")).toContain("/_/#/auth/confirm-password-reset/token");
  expect(server.mails).toEqual([]);
  await mail.close();
});

test("without a mail server, the machine's own sendmail gets the mail", async () => {
  await using opened = await openMail();
  await using folder = await temporaryFolder();
  const { app, server } = opened;
  await app.settings.update({ smtp: { enabled: false } });
  const program = join(folder.path, "sendmail");
  await Bun.write(program, `#!/bin/sh\ncat > "$(dirname "$0")/message"\n`);
  await chmod(program, 0o755);
  // Not the one that there really may be.
  const which = spyOn(Bun, "which").mockReturnValue(program);
  try {
    await app.mail.verification(await opened.user(), "token");
  } finally {
    which.mockRestore();
  }
  const message = await Bun.file(join(folder.path, "message")).text();
  expect(message).toContain("To: anna@example.com\n");
  expect(server.mails).toEqual([]);
});

/** The app's mail as it is with `--dev`. */
function developing(app: App) {
  const printed: string[] = [];
  const print = (text: string) => void printed.push(text);
  const { settings, hooks, log } = app;
  return {
    mail: createMail({ settings, hooks, log, dev: true, print }),
    printed,
  };
}
