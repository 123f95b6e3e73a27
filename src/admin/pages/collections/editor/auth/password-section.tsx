import { KeyRound } from "lucide-react";
import { MultiComboboxField } from "../../../../components/fields/combobox-field.tsx";
import { Soft } from "../../../../components/layout/soft.tsx";
import { SwitchField } from "../../../../components/fields/switch-field.tsx";
import { authOptionsText } from "../../../../text/auth-options.ts";
import type { AuthProps } from "./auth-props.ts";
import { FormSection } from "../../../../components/fields/form-section.tsx";
import { OnBadge } from "../../../../components/on-badge.tsx";
import { identityFieldsOf } from "./identity-fields.ts";

const texts = authOptionsText.password;

/** Logging in with a password. */
export function PasswordSection({ draft, set, isSuperusers }: AuthProps) {
  const { passwordAuth } = draft;
  const change = (changed: Partial<typeof passwordAuth>) =>
    set({ passwordAuth: { ...passwordAuth, ...changed } });
  const options = identityFieldsOf(draft).map((value) => ({
    value,
    label: value,
  }));
  return (
    <FormSection
      level={4}
      title={texts.title}
      icon={KeyRound}
      badge={<OnBadge isOn={passwordAuth.enabled} />}
      paths={["passwordAuth"]}
    >
      <Soft>{texts.lead}</Soft>
      <SwitchField
        name="passwordAuth.enabled"
        label={authOptionsText.enabled}
        checked={passwordAuth.enabled}
        disabled={isSuperusers}
        hint={isSuperusers ? texts.superusers : undefined}
        onChange={(enabled) => change({ enabled })}
      />
      <MultiComboboxField
        name="passwordAuth.identityFields"
        label={texts.identity}
        hint={texts.identityHint}
        required={passwordAuth.enabled}
        options={options}
        emptyText={texts.noIdentity}
        value={passwordAuth.identityFields}
        onChange={(identityFields) => change({ identityFields })}
      />
    </FormSection>
  );
}
