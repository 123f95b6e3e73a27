import { Send, SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { Accordion } from "../../../components/layout/accordion.tsx";
import { Button } from "../../../components/button.tsx";
import { SwitchField } from "../../../components/fields/switch-field.tsx";
import { TextField } from "../../../components/fields/text-field.tsx";
import type { Settings } from "../../../server/settings-model.ts";
import { settingsText } from "../../../text/settings.ts";
import { FormSection } from "../../../components/fields/form-section.tsx";
import { LoadedSettings } from "../form/loaded-settings.tsx";
import { SettingsForm } from "../form/settings-form.tsx";
import { Card, FieldGrid, SettingsPage } from "../form/settings-page.tsx";
import {
  type SettingsPart,
  useSettingsForm,
} from "../form/use-settings-form.ts";
import { SmtpDetails } from "./smtp-details.tsx";
import type { SmtpDraft } from "./smtp-draft.ts";
import { SmtpFields } from "./smtp-fields.tsx";
import { TestMailDialog } from "./test-mail-dialog.tsx";

const texts = settingsText.mail;

interface MailDraft {
  readonly meta: Pick<Settings["meta"], "senderName" | "senderAddress">;
  readonly smtp: SmtpDraft;
}

const part: SettingsPart<MailDraft> = {
  read: ({ meta: { senderName, senderAddress }, smtp }) => ({
    meta: { senderName, senderAddress },
    smtp,
  }),
};

/** Who sends the app's mails, and how. */
export function MailPage() {
  return (
    <LoadedSettings title={texts.title}>
      {(settings) => <MailForm settings={settings} />}
    </LoadedSettings>
  );
}

function MailForm({ settings }: { readonly settings: Settings }) {
  const form = useSettingsForm(settings, part);
  const [isTesting, setTesting] = useState(false);
  const { meta, smtp } = form.draft;
  const changeSmtp = (change: Partial<SmtpDraft>) =>
    form.change("smtp", change);
  return (
    <SettingsPage
      title={texts.title}
      actions={
        <Button
          kind="secondary"
          icon={Send}
          disabled={form.isChanged}
          title={form.isChanged ? settingsText.mailTest.unsaved : undefined}
          onClick={() => setTesting(true)}
        >
          {settingsText.mailTest.open}
        </Button>
      }
    >
      <SettingsForm form={form}>
        <Card title={texts.sender}>
          <FieldGrid>
            <TextField
              name="meta.senderName"
              label={texts.senderName}
              required
              prose
              value={meta.senderName}
              onChange={(senderName) => form.change("meta", { senderName })}
            />
            <TextField
              name="meta.senderAddress"
              label={texts.senderAddress}
              type="email"
              required
              hint={texts.senderHint}
              value={meta.senderAddress}
              onChange={(senderAddress) =>
                form.change("meta", { senderAddress })
              }
            />
          </FieldGrid>
        </Card>
        <Card title={texts.server}>
          <SwitchField
            name="smtp.enabled"
            label={texts.enabled}
            hint={texts.enabledHint}
            checked={smtp.enabled}
            onChange={(enabled) => changeSmtp({ enabled })}
          />
          {smtp.enabled && (
            <>
              <SmtpFields
                smtp={smtp}
                stored={settings.smtp}
                onChange={changeSmtp}
              />
              <Accordion>
                <FormSection
                  title={texts.more}
                  icon={SlidersHorizontal}
                  paths={["smtp.tls", "smtp.authMethod", "smtp.localName"]}
                >
                  <SmtpDetails smtp={smtp} onChange={changeSmtp} />
                </FormSection>
              </Accordion>
            </>
          )}
        </Card>
      </SettingsForm>
      {isTesting && <TestMailDialog onClose={() => setTesting(false)} />}
    </SettingsPage>
  );
}
