import { CalendarClock, Cloud } from "lucide-react";
import { Badge } from "../../../components/badge.tsx";
import { Accordion } from "../../../components/layout/accordion.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { Skeleton } from "../../../components/layout/skeleton.tsx";
import { Soft } from "../../../components/layout/soft.tsx";
import { SwitchField } from "../../../components/fields/switch-field.tsx";
import type { Settings } from "../../../server/settings-model.ts";
import { useSettings } from "../../../server/settings.ts";
import { backupsText } from "../../../text/backups.ts";
import { FormSection } from "../../../components/fields/form-section.tsx";
import { OnBadge } from "../../../components/on-badge.tsx";
import { S3Fields } from "../form/s3-fields.tsx";
import { S3Test } from "../form/s3-test.tsx";
import { SettingsForm } from "../form/settings-form.tsx";
import {
  type SettingsPart,
  useSettingsForm,
} from "../form/use-settings-form.ts";
import { type S3Connection, useS3Test } from "../form/use-s3-test.ts";
import type { BackupsDraft } from "./backups-draft.ts";
import { ScheduleFields } from "./schedule-fields.tsx";

const { schedule, place } = backupsText;

const part: SettingsPart<{ readonly backups: BackupsDraft }> = {
  read: ({ backups }) => ({ backups }),
};

/** When backups are made by themselves, and where all are kept. */
export function BackupSettings() {
  const { data } = useSettings();
  return data === undefined ? (
    <Skeleton lines={2} height="2.5rem" />
  ) : (
    <BackupsForm settings={data} />
  );
}

function BackupsForm({ settings }: { readonly settings: Settings }) {
  const form = useSettingsForm(settings, part);
  const { backups } = form.draft;
  const { s3 } = backups;
  const connection = useS3Test(
    "backups",
    form.saved.backups.s3,
    form.isChanged,
  );
  const change = (values: Partial<BackupsDraft>) =>
    form.change("backups", values);
  return (
    <SettingsForm form={form}>
      <Accordion>
        <FormSection
          title={schedule.title}
          icon={CalendarClock}
          badge={<OnBadge isOn={backups.cron !== ""} />}
          paths={["backups.cron", "backups.cronMaxKeep"]}
        >
          <Soft>{schedule.utc}</Soft>
          <ScheduleFields backups={backups} onChange={change} />
        </FormSection>
        <FormSection
          title={place.title}
          icon={Cloud}
          badge={
            <Badge kind={connection.state === "failed" ? "bad" : "neutral"}>
              {placeText(s3.enabled, connection)}
            </Badge>
          }
          paths={["backups.s3"]}
        >
          <SwitchField
            name="backups.s3.enabled"
            label={place.enabled}
            hint={place.enabledHint}
            checked={s3.enabled}
            onChange={(enabled) => change({ s3: { ...s3, enabled } })}
          />
          {s3.enabled && (
            <>
              <S3Fields
                path="backups.s3"
                stored={settings.backups.s3}
                value={s3}
                onChange={(values) => change({ s3: { ...s3, ...values } })}
              />
              {isBucketOfFiles(s3, settings) && (
                <Notice kind="warn" title={place.sameBucket}>
                  {place.sameBucketText}
                </Notice>
              )}
              <S3Test connection={connection} isChanged={form.isChanged} />
            </>
          )}
        </FormSection>
      </Accordion>
    </SettingsForm>
  );
}

/** Where backups are kept, and whether that cannot be reached. */
function placeText(isInS3: boolean, { state }: S3Connection): string {
  if (!isInS3) return place.inFolder;
  return state === "failed" ? place.s3Failed : place.inS3;
}

/** Whether backups would lie among the files of records. */
function isBucketOfFiles(
  { endpoint, bucket }: BackupsDraft["s3"],
  { s3: files }: Settings,
): boolean {
  return (
    files.enabled &&
    bucket.trim() === files.bucket &&
    endpoint.trim().replace(/\/+$/, "") === files.endpoint.replace(/\/+$/, "")
  );
}
