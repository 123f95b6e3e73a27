import { SelectField } from "../../../components/fields/select-field.tsx";
import { TextField } from "../../../components/fields/text-field.tsx";
import { settingsText } from "../../../text/settings.ts";
import { FieldGrid } from "../form/settings-page.tsx";
import type { SmtpFieldsProps } from "./smtp-draft.ts";

const texts = settingsText.mail;

/** What few mail servers need to be told. */
export function SmtpDetails({ smtp, onChange }: SmtpFieldsProps) {
  return (
    <FieldGrid>
      <SelectField
        name="smtp.tls"
        label={texts.tls}
        value={smtp.tls ? "always" : "auto"}
        options={[
          { value: "auto", label: texts.tlsAuto, hint: texts.tlsAutoHint },
          {
            value: "always",
            label: texts.tlsAlways,
            hint: texts.tlsAlwaysHint,
          },
        ]}
        onChange={(tls) => onChange({ tls: tls === "always" })}
      />
      <SelectField
        name="smtp.authMethod"
        label={texts.authMethod}
        // Nothing chosen is PLAIN.
        value={smtp.authMethod === "LOGIN" ? "LOGIN" : "PLAIN"}
        options={[
          { value: "PLAIN", label: texts.plain },
          { value: "LOGIN", label: texts.login },
        ]}
        onChange={(authMethod) => onChange({ authMethod })}
      />
      <TextField
        name="smtp.localName"
        label={texts.localName}
        hint={texts.localNameHint}
        value={smtp.localName}
        onChange={(localName) => onChange({ localName })}
      />
    </FieldGrid>
  );
}
