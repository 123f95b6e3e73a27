import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import PostalMime from "postal-mime";
import {
  MailFailed,
  type Message,
} from "../../../src/engines/mailer/mailer.ts";
import { createSendmailMailer } from "../../../src/engines/mailer/sendmail/sendmail-mailer.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const message: Message = {
  from: { name: "Support", address: "support@example.com" },
  to: [{ address: "anna@example.com" }],
  subject: "Grüße",
  html: "<p>Hello Anna</p>",
  text: "Hello Anna",
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

/** Writes a sendmail of our own and returns where it is. */
async function install(...commands: string[]): Promise<string> {
  const path = join(folder.path, "sendmail");
  await Bun.write(path, ["#!/bin/sh", ...commands, ""].join("\n"));
  await chmod(path, 0o755);
  return path;
}

const read = (name: string) => Bun.file(join(folder.path, name)).text();

test("sendmail gets the message, with its recipients in the headers alone", async () => {
  const path = await install(
    `printf '%s\\n' "$@" > "$(dirname "$0")/arguments"`,
    `cat > "$(dirname "$0")/message"`,
  );
  await createSendmailMailer({ paths: [path] }).send(message);
  expect(await read("arguments")).toBe("-i\n-t\n-fsupport@example.com\n");
  const raw = await read("message");
  expect(raw).not.toContain("\r");
  const mail = await PostalMime.parse(raw);
  expect(mail.to).toEqual([{ name: "", address: "anna@example.com" }]);
  expect(mail.subject).toBe("Grüße");
  expect(mail.html?.trim()).toBe("<p>Hello Anna</p>");
  expect(mail.text?.trim()).toBe("Hello Anna");
});

test("the first sendmail that there is gets the message", async () => {
  const path = await install(`cat > "$(dirname "$0")/message"`);
  const paths = [join(folder.path, "missing"), path, "/bin/false"];
  await createSendmailMailer({ paths }).send(message);
  expect(await read("message")).toContain("anna@example.com");
});

test("without any, the error says what to set up", async () => {
  const mailer = createSendmailMailer({ paths: ["/nowhere/sendmail"] });
  const sending = mailer.send(message);
  await expect(sending).rejects.toBeInstanceOf(MailFailed);
  await expect(sending).rejects.toThrow(/^No mail server is set up/);
});

describe("what goes wrong is said", () => {
  test("a sendmail that fails", async () => {
    const path = await install(
      "cat > /dev/null",
      "echo no route >&2",
      "exit 75",
    );
    await expect(
      createSendmailMailer({ paths: [path] }).send(message),
    ).rejects.toThrow(
      `${path} did not take the mail: it ended with 75: no route`,
    );
  });

  test("a sendmail that does not read the message", async () => {
    const path = await install("exit 1");
    const body = "x".repeat(1_000_000);
    await expect(
      createSendmailMailer({ paths: [path] }).send({ ...message, html: body }),
    ).rejects.toThrow("it ended with 1");
  });

  test("a sendmail that takes too long, which is ended", async () => {
    const path = await install("exec sleep 60");
    await expect(
      createSendmailMailer({ paths: [path], deadline: 100 }).send(message),
    ).rejects.toThrow("the message was not taken within 0.1 seconds");
  });
});

test("an address cannot pass for an option", async () => {
  const path = await install(
    `printf '%s\\n' "$@" > "$(dirname "$0")/arguments"`,
    "cat > /dev/null",
  );
  await createSendmailMailer({ paths: [path] }).send({
    ...message,
    from: { address: "-X/tmp/log@example.com" },
    to: [{ address: "-C/etc/passwd@example.com" }],
  });
  expect(await read("arguments")).toBe("-i\n-t\n-f-X/tmp/log@example.com\n");
});
