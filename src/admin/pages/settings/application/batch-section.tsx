import { Layers } from "lucide-react";
import { NumberField } from "../../../components/fields/number-field.tsx";
import { Soft } from "../../../components/layout/soft.tsx";
import { SwitchField } from "../../../components/fields/switch-field.tsx";
import { settingsText } from "../../../text/settings.ts";
import { FormSection } from "../../../components/fields/form-section.tsx";
import { OnBadge } from "../../../components/on-badge.tsx";
import { FieldGrid } from "../form/settings-page.tsx";
import type { ApplicationForm } from "./application-draft.ts";

const texts = settingsText.batch;

/** Several changes in one request. */
export function BatchSection({ form }: { readonly form: ApplicationForm }) {
  const { batch } = form.draft;
  return (
    <FormSection
      title={texts.title}
      icon={Layers}
      badge={<OnBadge isOn={batch.enabled} />}
      paths={["batch"]}
    >
      <Soft>{texts.lead}</Soft>
      <SwitchField
        name="batch.enabled"
        label={texts.enabled}
        checked={batch.enabled}
        onChange={(enabled) => form.change("batch", { enabled })}
      />
      <FieldGrid>
        <Limit form={form} of="maxRequests" required={batch.enabled} />
        <Limit
          form={form}
          of="timeout"
          unit={texts.seconds}
          required={batch.enabled}
        />
        <Limit
          form={form}
          of="maxBodySize"
          hint={texts.maxBodySizeHint}
          unit={texts.bytes}
        />
      </FieldGrid>
    </FormSection>
  );
}

/** How much of something a request may take. */
function Limit({
  form,
  of,
  ...field
}: {
  readonly form: ApplicationForm;
  readonly of: "maxRequests" | "timeout" | "maxBodySize";
  readonly required?: boolean;
  readonly hint?: string;
  readonly unit?: string;
}) {
  return (
    <NumberField
      {...field}
      name={`batch.${of}`}
      label={texts[of]}
      min={0}
      value={form.draft.batch[of]}
      onChange={(limit) => form.change("batch", { [of]: limit })}
    />
  );
}
