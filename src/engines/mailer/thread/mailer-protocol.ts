import type { Message } from "../mailer.ts";
import type { SmtpOptions } from "../smtp/smtp-mailer.ts";

/** What the mailer's thread is told. `open` comes first, `close` last. */
export type MailerRequest =
  | { readonly kind: "open"; readonly smtp: SmtpOptions }
  | { readonly kind: "send"; readonly id: number; readonly message: Message }
  | { readonly kind: "close" };

/** What it answers to each `send`, in any order, and to `close`. */
export type MailerReply =
  | { readonly kind: "sent"; readonly id: number }
  | { readonly kind: "failed"; readonly id: number; readonly reason: string }
  | { readonly kind: "closed" };
