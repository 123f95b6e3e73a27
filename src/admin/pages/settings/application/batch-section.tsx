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
        <NumberField
          name="batch.maxRequests"
          label={texts.maxRequests}
          required={batch.enabled}
          min={0}
          value={batch.maxRequests}
          onChange={(maxRequests) => form.change("batch", { maxRequests })}
        />
        <NumberField
          name="batch.timeout"
          label={texts.timeout}
          unit={texts.seconds}
          required={batch.enabled}
          min={0}
          value={batch.timeout}
          onChange={(timeout) => form.change("batch", { timeout })}
        />
        <NumberField
          name="batch.maxBodySize"
          label={texts.maxBodySize}
          hint={texts.maxBodySizeHint}
          unit={texts.bytes}
          min={0}
          value={batch.maxBodySize}
          onChange={(maxBodySize) => form.change("batch", { maxBodySize })}
        />
      </FieldGrid>
    </FormSection>
  );
}
