import { SwitchField } from "../../../components/fields/switch-field.tsx";
import { TextField } from "../../../components/fields/text-field.tsx";
import type { S3Settings } from "../../../server/settings-model.ts";
import { settingsText } from "../../../text/settings.ts";
import { SecretField } from "./secret-field.tsx";
import { FieldGrid } from "./settings-page.tsx";

const texts = settingsText.s3;

/** How to reach an S3 bucket, as it is edited: without a secret, the stored one stays. */
export interface S3Draft extends S3Settings {
  readonly secret?: string | undefined;
}

/** How to reach an S3 bucket. */
export function S3Fields({
  path,
  stored,
  value,
  onChange,
}: {
  /** Of the group, in the settings. */
  readonly path: "s3" | "backups.s3";
  /** The group as it is saved. */
  readonly stored: S3Settings;
  readonly value: S3Draft;
  readonly onChange: (change: Partial<S3Draft>) => void;
}) {
  return (
    <>
      <FieldGrid>
        <TextField
          name={`${path}.endpoint`}
          label={texts.endpoint}
          type="url"
          required
          placeholder={texts.endpointPlaceholder}
          value={value.endpoint}
          onChange={(endpoint) => onChange({ endpoint })}
        />
        <TextField
          name={`${path}.bucket`}
          label={texts.bucket}
          required
          value={value.bucket}
          onChange={(bucket) => onChange({ bucket })}
        />
        <TextField
          name={`${path}.region`}
          label={texts.region}
          required
          value={value.region}
          onChange={(region) => onChange({ region })}
        />
        <TextField
          name={`${path}.accessKey`}
          label={texts.accessKey}
          required
          value={value.accessKey}
          onChange={(accessKey) => onChange({ accessKey })}
        />
        <SecretField
          name={`${path}.secret`}
          label={texts.secret}
          isStored={stored.enabled || stored.accessKey !== ""}
          value={value.secret}
          onChange={(secret) => onChange({ secret })}
        />
      </FieldGrid>
      <SwitchField
        name={`${path}.forcePathStyle`}
        label={texts.forcePathStyle}
        hint={texts.forcePathStyleHint}
        checked={value.forcePathStyle}
        onChange={(forcePathStyle) => onChange({ forcePathStyle })}
      />
    </>
  );
}
