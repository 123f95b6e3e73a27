import type { SmtpSettings } from "../../../server/settings-model.ts";
import type { Edited } from "../form/edited-settings.ts";

/** How mails are sent, as it is edited: without a password, the stored one stays. */
export type SmtpDraft = Edited<SmtpSettings> & {
  readonly password?: string | undefined;
};

/** What the fields of a mail server are given. */
export interface SmtpFieldsProps {
  readonly smtp: SmtpDraft;
  readonly onChange: (change: Partial<SmtpDraft>) => void;
}
