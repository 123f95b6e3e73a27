import type { SendMailOptions } from "nodemailer";
import type { MailAddress, Message } from "./mailer.ts";

/** The message in nodemailer's terms. */
export function compose(message: Message): SendMailOptions {
  return {
    from: toNodemailer(message.from),
    to: message.to.map(toNodemailer),
    subject: message.subject,
    html: message.html,
    text: message.text,
    // So that no vacation notice comes back (RFC 3834, section 5).
    headers: { "Auto-Submitted": "auto-generated" },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** An object, never text: nodemailer would look for several addresses in that. */
function toNodemailer({ name = "", address }: MailAddress) {
  return { name, address };
}
