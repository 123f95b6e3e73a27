import { expect, test } from "bun:test";
import type { Message } from "../../../src/engines/mailer/mailer.ts";
import { createPrintingMailer } from "../../../src/engines/mailer/printing/printing-mailer.ts";

const message: Message = {
  from: { name: "Support", address: "support@example.com" },
  to: [{ address: "anna@example.com" }, { address: "ben@example.com" }],
  subject: "Hello",
  html: "<p>Hello</p>",
  text: "Hello\nhttps://example.com/confirm/abc",
};

test("a mail is printed with its headers and text", async () => {
  const printed: string[] = [];
  await createPrintingMailer((text) => printed.push(text)).send(message);
  expect(printed.join("")).toBe(`Mail
  From: Support <support@example.com>
  To: anna@example.com, ben@example.com
  Subject: Hello

  Hello
  https://example.com/confirm/abc

`);
});

test("it is printed before it is handed on, so that it is seen even if that fails", async () => {
  const printed: string[] = [];
  const mailer = createPrintingMailer((text) => printed.push(text), {
    send: () => Promise.reject(new Error("no route")),
    close: () => Promise.resolve(),
  });
  await expect(mailer.send(message)).rejects.toThrow("no route");
  expect(printed).toHaveLength(1);
});

test("what users wrote does not steer the terminal", async () => {
  const printed: string[] = [];
  await createPrintingMailer((text) => printed.push(text)).send({
    ...message,
    subject: "a\u001b]0;owned\u0007b\r\nc",
    text: "x\u001b[2Jy\u009b31mz",
  });
  expect(printed.join("")).not.toMatch(/[^\P{Cc}\n]/u);
  expect(printed.join("")).toContain("  x[2Jy31mz");
});
