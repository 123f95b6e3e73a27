import { MailFailed, type Mailer } from "../../engines/mailer/mailer.ts";
import { createPrintingMailer } from "../../engines/mailer/printing/printing-mailer.ts";
import { createSendmailMailer } from "../../engines/mailer/sendmail/sendmail-mailer.ts";
import { createMailerThread } from "../../engines/mailer/thread/mailer-thread.ts";
import type { Logger } from "../logs/logger.ts";
import type { Settings, SmtpSettings } from "../settings/settings.ts";

export interface SenderParts {
  readonly settings: Settings;
  readonly log: Logger;
  /** Where mails are printed, if they are. */
  readonly print: ((text: string) => void) | undefined;
}

/**
 * Sends as the settings say at that moment, and keeps the connections until they say otherwise. Where mails are printed
 * and there is no mail server, printing is all.
 */
export function createSender({ settings, log, print }: SenderParts): Mailer {
  const lines = new Set<Line>();
  let current: Line | undefined;
  let isClosed = false;

  const lineFor = (smtp: SmtpSettings): Line => {
    const key = JSON.stringify(smtp);
    if (current?.key === key) return current;
    if (current !== undefined) void retire(current);
    current = { key, mailer: createMailer(smtp, print), sending: new Set() };
    lines.add(current);
    return current;
  };

  const retire = async (line: Line) => {
    await Promise.allSettled(line.sending);
    await line.mailer
      .close()
      .catch((error: unknown) =>
        log.error("connections to a mail server could not be ended", { error }),
      );
    lines.delete(line);
  };

  return {
    async send(message) {
      if (isClosed) throw new MailFailed("No mail is sent any more: closing.");
      const { mailer, sending } = lineFor(settings.current.smtp);
      const sent = mailer.send(message).finally(() => sending.delete(sent));
      sending.add(sent);
      await sent;
    },
    async close() {
      isClosed = true;
      await Promise.all(Array.from(lines, ({ mailer }) => mailer.close()));
    },
  };
}

/** A mailer for one state of the settings. */
interface Line {
  readonly key: string;
  readonly mailer: Mailer;
  readonly sending: Set<Promise<void>>;
}

function createMailer(smtp: SmtpSettings, print: SenderParts["print"]): Mailer {
  const server = smtp.enabled ? createMailerThread(smtp) : undefined;
  return print === undefined
    ? (server ?? createSendmailMailer())
    : createPrintingMailer(print, server);
}
