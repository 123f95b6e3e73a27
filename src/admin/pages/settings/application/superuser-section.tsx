import { ShieldCheck } from "lucide-react";
import { Badge } from "../../../components/badge.tsx";
import { Button } from "../../../components/button.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { Soft } from "../../../components/layout/soft.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { TagsField } from "../../../components/fields/tags-field.tsx";
import { fill } from "../../../text/index.ts";
import { settingsText } from "../../../text/settings.ts";
import { FormSection } from "../../../components/fields/form-section.tsx";
import { OnBadge } from "../../../components/on-badge.tsx";
import type { ApplicationForm } from "./application-draft.ts";
import { isWithin } from "./is-within.ts";

const texts = settingsText.superuserIPs;

/** From where superusers are let in. */
export function SuperuserSection({
  form,
  address,
}: {
  readonly form: ApplicationForm;
  /** This browser's; empty while it is not known. */
  readonly address: string;
}) {
  const { superuserIPs } = form.draft;
  const isMine = isWithin(superuserIPs, address);
  const isLockedOut = superuserIPs.length > 0 && address !== "" && !isMine;
  const setAddresses = (next: readonly string[]) =>
    form.set({ superuserIPs: next });

  return (
    <FormSection
      title={texts.title}
      icon={ShieldCheck}
      badge={
        superuserIPs.length === 0 ? (
          <Badge>{texts.any}</Badge>
        ) : (
          <OnBadge isOn />
        )
      }
      paths={["superuserIPs"]}
    >
      <Soft>{texts.lead}</Soft>
      <Stack gap="small">
        <TagsField
          name="superuserIPs"
          label={texts.addresses}
          hint={texts.hint}
          placeholder={texts.placeholder}
          value={superuserIPs}
          onChange={setAddresses}
        />
        {address !== "" && !isMine && (
          <div>
            <Button
              kind="secondary"
              size="small"
              onClick={() => setAddresses([...superuserIPs, address])}
            >
              {fill(texts.addMine, { address })}
            </Button>
          </div>
        )}
      </Stack>
      <div role="status">
        {isLockedOut && (
          <Notice kind="bad" title={texts.lockedOut}>
            {fill(texts.lockedOutText, { address })}
          </Notice>
        )}
      </div>
    </FormSection>
  );
}
