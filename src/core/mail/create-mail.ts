import type { Message } from "../../engines/mailer/mailer.ts";
import { authCollectionOf } from "../collections/collection.ts";
import type { EmailTemplate } from "../collections/collection.ts";
import { toText } from "../collections/fields/casting.ts";
import type { Hook } from "../hooks/hook.ts";
import type { Hooks, MailEvent, RecordMailEvent } from "../hooks/hooks.ts";
import type { Logger } from "../logs/logger.ts";
import { isInstaller } from "../records/installer-account.ts";
import type { StoredRecord } from "../records/record.ts";
import type { Settings } from "../settings/settings.ts";
import { createSender } from "./create-sender.ts";
import { fillBody, fillSubject, toOneLine } from "./fill-template.ts";
import { layOut } from "./layout.ts";
import type { Mail } from "./mail.ts";
import { recordPlaceholders } from "./record-placeholders.ts";

export interface MailParts {
  readonly settings: Settings;
  readonly hooks: Hooks;
  readonly log: Logger;
  /** Print mails. */
  readonly dev: boolean;
  /** Where to; stdout when absent. */
  readonly print?: (text: string) => void;
}

export function createMail(parts: MailParts): Mail {
  const { settings, hooks, log, dev } = parts;
  const { print = (text: string) => void process.stdout.write(text) } = parts;
  const sender = createSender({
    settings,
    log,
    print: dev ? print : undefined,
  });

  /** Returns the address that the mail was handed over for; empty if a handler kept it. */
  const send = async (
    record: StoredRecord,
    hook: Hook<RecordMailEvent>,
    to: string,
    template: EmailTemplate,
    values: Readonly<Record<string, string>>,
  ): Promise<string> => {
    const message = write(settings, record, to, template, values);
    const event: RecordMailEvent = { record, message };
    let sentTo = "";
    await hook.run(event, () => {
      const inner: MailEvent = { message: event.message };
      return hooks.onMailerSend.run(inner, async () => {
        await sender.send(inner.message);
        sentTo = inner.message.to[0]?.address ?? "";
      });
    });
    return sentTo;
  };

  return {
    async verification(record, token) {
      const template = authCollectionOf(record).verificationTemplate;
      const hook = hooks.onMailerRecordVerificationSend;
      await send(record, hook, emailOf(record), template, { TOKEN: token });
    },
    async passwordReset(record, token) {
      // The account of the first run has no owner who could read the mail.
      if (isInstaller(record)) return;
      const template = authCollectionOf(record).resetPasswordTemplate;
      const hook = hooks.onMailerRecordPasswordResetSend;
      await send(record, hook, emailOf(record), template, { TOKEN: token });
    },
    async emailChange(record, token, newEmail) {
      const template = authCollectionOf(record).confirmEmailChangeTemplate;
      const hook = hooks.onMailerRecordEmailChangeSend;
      await send(record, hook, newEmail, template, { TOKEN: token });
    },
    async oneTimePassword(record, otpId, password) {
      const template = authCollectionOf(record).otp.emailTemplate;
      const hook = hooks.onMailerRecordOTPSend;
      const values = { OTP: password, OTP_ID: otpId };
      return send(record, hook, emailOf(record), template, values);
    },
    async authAlert(record, info) {
      const template = authCollectionOf(record).authAlert.emailTemplate;
      const hook = hooks.onMailerRecordAuthAlertSend;
      const values = { ALERT_INFO: info };
      await send(record, hook, emailOf(record), template, values);
    },
    async systemAlert(to, { subject, details }) {
      const message = writeAlert(settings, to, subject, details);
      const event: MailEvent = { message };
      await hooks.onMailerSend.run(event, () => sender.send(event.message));
    },
    close: () => sender.close(),
  };
}

/** The message, without its plain-text part: that is made last, of what the hooks left, by who sends it. */
function write(
  { current: { meta } }: Settings,
  record: StoredRecord,
  to: string,
  { subject, body }: EmailTemplate,
  values: Readonly<Record<string, string>>,
): Message {
  const placeholders = new Map([
    ...recordPlaceholders(record),
    ["APP_NAME", meta.appName],
    ["APP_URL", meta.appURL],
    ...Object.entries(values),
  ] as const);
  return {
    from: { name: toOneLine(meta.senderName), address: meta.senderAddress },
    to: [{ address: to }],
    subject: fillSubject(subject, placeholders),
    html: layOut(fillBody(body, placeholders)),
    text: "",
  };
}

function writeAlert(
  { current: { meta } }: Settings,
  to: string,
  subject: string,
  details: string,
): Message {
  const values = new Map([
    ["APP_NAME", meta.appName],
    ["SUBJECT", subject],
    ["DETAILS", details],
  ]);
  return {
    from: { name: toOneLine(meta.senderName), address: meta.senderAddress },
    to: [{ address: to }],
    subject: fillSubject("[{APP_NAME} system alert] {SUBJECT}", values),
    html: layOut(fillBody(alertBody, values)),
    text: "",
  };
}

const alertBody = `<p>Something needs attention on the server of {APP_NAME}: {SUBJECT}.</p>
<p style="white-space: pre-wrap;"><strong>{DETAILS}</strong></p>
<p>The logs in the admin may tell more.</p>`;

function emailOf({ values }: StoredRecord): string {
  return toText(values["email"]);
}
