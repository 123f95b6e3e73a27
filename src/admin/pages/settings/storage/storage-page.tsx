import { Cloud, HardDrive } from "lucide-react";
import { useState } from "react";
import { Code } from "../../../components/texts/code.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { RadioCards } from "../../../components/fields/radio-cards.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import type { Settings } from "../../../server/settings-model.ts";
import { settingsText } from "../../../text/settings.ts";
import { LoadedSettings } from "../form/loaded-settings.tsx";
import { type S3Draft, S3Fields } from "../form/s3-fields.tsx";
import { S3Test } from "../form/s3-test.tsx";
import { SettingsForm } from "../form/settings-form.tsx";
import { Card, SettingsPage } from "../form/settings-page.tsx";
import {
  type SettingsPart,
  useSettingsForm,
} from "../form/use-settings-form.ts";
import { useS3Test } from "../form/use-s3-test.ts";

const texts = settingsText.storage;

interface StorageDraft {
  readonly s3: S3Draft;
}

const part: SettingsPart<StorageDraft> = { read: ({ s3 }) => ({ s3 }) };

/** Where the files of records are kept. */
export function StoragePage() {
  return (
    <LoadedSettings title={texts.title}>
      {(settings) => <StorageForm settings={settings} />}
    </LoadedSettings>
  );
}

function StorageForm({ settings }: { readonly settings: Settings }) {
  const form = useSettingsForm(settings, part);
  const { s3 } = form.draft;
  const connection = useS3Test("storage", form.saved.s3, form.isChanged);
  // The files are still to be moved after the save, when the command is needed.
  const [wasInS3] = useState(settings.s3.enabled);
  const isMoved = s3.enabled !== wasInS3;
  return (
    <SettingsPage title={texts.title}>
      <SettingsForm form={form}>
        <RadioCards
          label={texts.place}
          value={s3.enabled ? "s3" : "local"}
          onChange={(place) => form.change("s3", { enabled: place === "s3" })}
          options={[
            {
              value: "local",
              label: texts.local,
              hint: texts.localHint,
              icon: HardDrive,
            },
            { value: "s3", label: texts.s3, hint: texts.s3Hint, icon: Cloud },
          ]}
        />
        {isMoved && (
          <Notice kind="warn" title={texts.moving}>
            <Stack gap="small">
              <p>{texts.movingText}</p>
              <Code>
                {s3.enabled ? texts.commandToS3 : texts.commandToLocal}
              </Code>
            </Stack>
          </Notice>
        )}
        {s3.enabled && (
          <Card title={texts.connection}>
            <S3Fields
              path="s3"
              stored={settings.s3}
              value={s3}
              onChange={(change) => form.change("s3", change)}
            />
            <S3Test connection={connection} isChanged={form.isChanged} />
          </Card>
        )}
      </SettingsForm>
    </SettingsPage>
  );
}
