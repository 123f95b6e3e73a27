import type { MailAddress, Mailer, Message } from "../mailer.ts";
import { toPlainText } from "../to-plain-text.ts";

/**
 * Prints every message, for a developer to read and to follow its links, and hands it on where there is somebody to hand
 * it to.
 */
export function createPrintingMailer(
  print: (text: string) => void,
  next?: Mailer,
): Mailer {
  return {
    async send(message) {
      const text = message.text || (await toPlainText(message.html));
      print(describe({ ...message, text }));
      await next?.send(message);
    },
    async close() {
      await next?.close();
    },
  };
}

function describe({ from, to, subject, text }: Message): string {
  const lines = [
    "Mail",
    `  From: ${describeAddress(from)}`,
    `  To: ${to.map(describeAddress).join(", ")}`,
    `  Subject: ${subject}`,
    "",
    ...text.split(/\r?\n/).map((line) => `  ${line}`.trimEnd()),
  ];
  // What users wrote must not steer the terminal.
  return `${lines.map((line) => line.replaceAll(/\p{Cc}/gu, "")).join("\n")}\n\n`;
}

function describeAddress({ name = "", address }: MailAddress): string {
  return name === "" ? address : `${name} <${address}>`;
}
