import { NumberField } from "../../../components/fields/number-field.tsx";
import { TextField } from "../../../components/fields/text-field.tsx";
import { settingsText } from "../../../text/settings.ts";
import { SecretField } from "../form/secret-field.tsx";
import { FieldGrid } from "../form/settings-page.tsx";
import type { SmtpSettings } from "../../../server/settings-model.ts";
import type { SmtpFieldsProps } from "./smtp-draft.ts";

const texts = settingsText.mail;

/** Which mail server, and who logs in to it. */
export function SmtpFields({
  smtp,
  stored,
  onChange,
}: SmtpFieldsProps & {
  /** As they are saved. */
  readonly stored: SmtpSettings;
}) {
  return (
    <FieldGrid>
      <TextField
        name="smtp.host"
        label={texts.host}
        required
        value={smtp.host}
        onChange={(host) => onChange({ host })}
      />
      <NumberField
        name="smtp.port"
        label={texts.port}
        required
        hint={texts.portHint}
        min={1}
        max={65_535}
        value={smtp.port}
        onChange={(port) => onChange({ port })}
      />
      <TextField
        name="smtp.username"
        label={texts.username}
        value={smtp.username}
        onChange={(username) => onChange({ username })}
      />
      <SecretField
        name="smtp.password"
        label={texts.password}
        isStored={stored.enabled || stored.username !== ""}
        value={smtp.password}
        onChange={(password) => onChange({ password })}
      />
    </FieldGrid>
  );
}
