import { ShieldCheck } from "lucide-react";
import { useFieldProblem } from "../../../../components/fields/field-problems.tsx";
import { Notice } from "../../../../components/layout/notice.tsx";
import { Soft } from "../../../../components/layout/soft.tsx";
import { SwitchField } from "../../../../components/fields/switch-field.tsx";
import { authOptionsText } from "../../../../text/auth-options.ts";
import { fill } from "../../../../text/index.ts";
import { useDraftCollection } from "../rules/draft-collection.ts";
import type { AuthProps } from "./auth-props.ts";
import { FormSection } from "../../../../components/fields/form-section.tsx";
import { OnBadge } from "../../../../components/on-badge.tsx";
import { DurationField } from "./duration-field.tsx";
import { MfaRuleField } from "./mfa-rule-field.tsx";

const texts = authOptionsText.mfa;

/** Seconds. */
const oneDay = 86_400;

/** Logging in in two ways. */
export function MfaSection({
  draft,
  set,
  collections,
  isSuperusers,
}: AuthProps) {
  const { mfa, otp, passwordAuth, oauth2 } = draft;
  const collection = useDraftCollection(draft);
  const { problem } = useFieldProblem("mfa.enabled");
  const change = (changed: Partial<typeof mfa>) =>
    set({ mfa: { ...mfa, ...changed } });
  const methods = [
    { isOn: passwordAuth.enabled, title: authOptionsText.password.title },
    { isOn: oauth2.enabled, title: authOptionsText.oauth2.title },
    { isOn: otp.enabled, title: authOptionsText.otp.title },
  ];
  const missing = methods.filter(({ isOn }) => !isOn);
  // Superusers get theirs along with it.
  const lacksMethods = !isSuperusers && methods.length - missing.length < 2;
  return (
    <FormSection
      level={4}
      title={texts.title}
      icon={ShieldCheck}
      badge={<OnBadge isOn={mfa.enabled} />}
      paths={["mfa"]}
    >
      <Soft>{texts.lead}</Soft>
      {lacksMethods && problem === undefined && (
        <Notice kind={mfa.enabled ? "warn" : "info"}>
          {fill(texts.needsTwo, {
            missing: missing.map(({ title }) => title).join(", "),
          })}
        </Notice>
      )}
      <SwitchField
        name="mfa.enabled"
        label={authOptionsText.enabled}
        hint={isSuperusers ? authOptionsText.otp.superusers : undefined}
        checked={mfa.enabled}
        disabled={lacksMethods && !mfa.enabled}
        onChange={(enabled) =>
          set({
            mfa: { ...mfa, enabled },
            ...(isSuperusers && { otp: { ...otp, enabled } }),
          })
        }
      />
      <DurationField
        name="mfa.duration"
        label={texts.duration}
        max={oneDay}
        value={mfa.duration}
        onChange={(duration) => change({ duration })}
      />
      <MfaRuleField
        collection={collection}
        collections={collections}
        value={mfa.rule}
        onChange={(rule) => change({ rule })}
        disabled={draft.system}
      />
    </FormSection>
  );
}
