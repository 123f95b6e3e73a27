import { useState } from "react";
import { Filled } from "../components/filled.tsx";
import { Form, type FormValues } from "../components/form.tsx";
import { Heading } from "../components/heading.tsx";
import { Outcome } from "../components/outcome.tsx";
import { Page } from "../components/page.tsx";
import { PasswordField, Username } from "../components/password-field.tsx";
import { Soft } from "../components/soft.tsx";
import { Stack } from "../components/stack.tsx";
import { finishLink } from "../routing/location.ts";
import { connect } from "../server/connect.ts";
import { type LinkClaims, readLinkClaims } from "../server/link-claims.ts";
import { isLinkRefused } from "../server/problem.ts";
import { text } from "../text.ts";
import { IncompleteLink } from "./incomplete-link.tsx";
import type { LinkPageProps } from "./link-page.ts";
import { useExpiry } from "./use-expiry.ts";

const texts = text.emailChange;

/** Takes the password that confirms the new address, which the link was sent to. */
export function EmailChangePage({ token, finished }: LinkPageProps) {
  const claims = readLinkClaims(token);
  const newEmail = claims?.newEmail;
  if (finished !== undefined) {
    return (
      <Page title={texts.title}>
        <Outcome kind="good" title={texts.done}>
          <Soft>
            <Filled
              template={texts.doneNext}
              values={{ email: <strong>{finished.email}</strong> }}
            />
          </Soft>
        </Outcome>
      </Page>
    );
  }
  if (claims === undefined || newEmail === undefined) {
    return <IncompleteLink title={texts.title} />;
  }
  return (
    <Page title={texts.title}>
      <Changing token={token} claims={claims} newEmail={newEmail} />
    </Page>
  );
}

function Changing({
  token,
  claims: { collection, email, expires },
  newEmail,
}: {
  readonly token: string;
  readonly claims: LinkClaims;
  readonly newEmail: string;
}) {
  const isTooOld = useExpiry(expires);
  const [isRefused, setRefused] = useState(false);
  if (isTooOld || isRefused) {
    return (
      <Outcome kind="bad" title={texts.expired}>
        <Soft>{texts.expiredNext}</Soft>
      </Outcome>
    );
  }

  async function change(value: FormValues): Promise<void> {
    try {
      await connect()
        .collection(collection)
        .confirmEmailChange(token, value("password"));
      finishLink("emailChange", { email: newEmail });
    } catch (error) {
      if (!isLinkRefused(error)) throw error;
      setRefused(true);
    }
  }

  return (
    <Stack gap="large">
      <Stack gap="small">
        <Heading takesFocus={false}>{texts.title}</Heading>
        <Soft>
          <Filled
            template={texts.lead}
            values={{ email: <strong>{newEmail}</strong> }}
          />
        </Soft>
      </Stack>
      <Form submit={texts.submit} onSubmit={change}>
        <Username value={email} />
        <PasswordField
          name="password"
          label={texts.password}
          autoComplete="current-password"
          autoFocus
        />
      </Form>
    </Stack>
  );
}
