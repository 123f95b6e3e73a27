import type { ReactNode } from "react";
import { Accordion } from "../../../../components/layout/accordion.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { superusers } from "../../../../server/client.ts";
import { authOptionsText } from "../../../../text/auth-options.ts";
import { type DraftProps, isAuthDraft } from "../collection-draft.ts";
import type { AuthProps } from "./auth-props.ts";
import { AlertSection } from "./alert-section.tsx";
import { MailSections } from "./mails/mail-sections.tsx";
import { MfaSection } from "./mfa-section.tsx";
import { OAuth2Section } from "./oauth2/oauth2-section.tsx";
import { OtpSection } from "./otp-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { TokensSection } from "./tokens/tokens-section.tsx";

const { groups } = authOptionsText;

/** How the accounts of a collection log in, the mails that they get, and how long tokens last. */
export function AuthTab({ draft, set, original, collections }: DraftProps) {
  if (!isAuthDraft(draft)) return null;
  const props: AuthProps = {
    draft,
    set,
    original,
    collections,
    isSuperusers: original?.name === superusers,
  };
  return (
    <Stack gap="large">
      <Group title={groups.methods}>
        <PasswordSection {...props} />
        {!props.isSuperusers && <OAuth2Section {...props} />}
        <OtpSection {...props} />
        <MfaSection {...props} />
        <AlertSection {...props} />
      </Group>
      <Group title={groups.mails}>
        <MailSections {...props} />
      </Group>
      <Group title={groups.tokens}>
        <TokensSection {...props} />
      </Group>
    </Stack>
  );
}

function Group({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <Stack gap="small">
      <h3>{title}</h3>
      <Accordion>{children}</Accordion>
    </Stack>
  );
}
