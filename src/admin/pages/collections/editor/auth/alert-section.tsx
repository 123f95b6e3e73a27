import { BellRing } from "lucide-react";
import { Soft } from "../../../../components/layout/soft.tsx";
import { SwitchField } from "../../../../components/fields/switch-field.tsx";
import { authOptionsText } from "../../../../text/auth-options.ts";
import type { AuthProps } from "./auth-props.ts";
import { FormSection } from "../../../../components/fields/form-section.tsx";
import { OnBadge } from "../../../../components/on-badge.tsx";

const texts = authOptionsText.alert;

/** The mail about a login from a new place. */
export function AlertSection({ draft: { authAlert }, set }: AuthProps) {
  return (
    <FormSection
      level={4}
      title={texts.title}
      icon={BellRing}
      badge={<OnBadge isOn={authAlert.enabled} />}
      paths={["authAlert.enabled"]}
    >
      <Soft>{texts.lead}</Soft>
      <SwitchField
        name="authAlert.enabled"
        label={authOptionsText.enabled}
        checked={authAlert.enabled}
        onChange={(enabled) => set({ authAlert: { ...authAlert, enabled } })}
      />
    </FormSection>
  );
}
