import type { SendMailOptions } from "nodemailer";
import type { MailAddress, Message } from "./mailer.ts";
import { toPlainText } from "./to-plain-text.ts";

/**
 * The message in nodemailer's terms.
 *
 * @throws {Error} an address cannot be written in a mail
 */
export async function compose(message: Message): Promise<SendMailOptions> {
  return {
    from: toNodemailer(message.from),
    to: message.to.map(toNodemailer),
    subject: message.subject,
    html: message.html,
    text: message.text || (await toPlainText(message.html)),
    // So that no vacation notice comes back (RFC 3834, section 5).
    headers: { "Auto-Submitted": "auto-generated" },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** An object, never text: nodemailer would look for several addresses in that. */
function toNodemailer({ name = "", address }: MailAddress) {
  // These may stand between quotes before the `@`. nodemailer writes spaces for them, which makes somebody else's address.
  if (/[\p{Cc}<>]/u.test(address)) {
    throw new Error(
      `the address ${JSON.stringify(address)} cannot be written in a mail`,
    );
  }
  return { name, address };
}
