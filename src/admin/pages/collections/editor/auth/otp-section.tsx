import { RectangleEllipsis } from "lucide-react";
import { NumberField } from "../../../../components/fields/number-field.tsx";
import { Soft } from "../../../../components/layout/soft.tsx";
import { SwitchField } from "../../../../components/fields/switch-field.tsx";
import { authOptionsText } from "../../../../text/auth-options.ts";
import type { AuthProps } from "./auth-props.ts";
import { FormSection } from "../../../../components/fields/form-section.tsx";
import { OnBadge } from "../../../../components/on-badge.tsx";
import { DurationField } from "./duration-field.tsx";
import styles from "./sections.module.css";

const texts = authOptionsText.otp;

/** Seconds. */
const oneDay = 86_400;

/** Logging in with a code that comes by mail. */
export function OtpSection({ draft, set, isSuperusers }: AuthProps) {
  const { otp, mfa } = draft;
  const change = (changed: Partial<typeof otp>) =>
    set({ otp: { ...otp, ...changed } });
  return (
    <FormSection
      level={4}
      title={texts.title}
      icon={RectangleEllipsis}
      badge={<OnBadge isOn={otp.enabled} />}
      paths={["otp.enabled", "otp.duration", "otp.length"]}
    >
      <Soft>{texts.lead}</Soft>
      <SwitchField
        name="otp.enabled"
        label={authOptionsText.enabled}
        hint={isSuperusers ? texts.superusers : undefined}
        checked={otp.enabled}
        onChange={(enabled) =>
          set({
            otp: { ...otp, enabled },
            ...(isSuperusers && { mfa: { ...mfa, enabled } }),
          })
        }
      />
      <div className={styles["pair"]}>
        <DurationField
          name="otp.duration"
          label={texts.duration}
          max={oneDay}
          value={otp.duration}
          onChange={(duration) => change({ duration })}
        />
        <NumberField
          name="otp.length"
          label={texts.length}
          required
          min={4}
          none={0}
          unit={texts.lengthUnit}
          value={otp.length}
          onChange={(length) => change({ length: length ?? 0 })}
        />
      </div>
    </FormSection>
  );
}
