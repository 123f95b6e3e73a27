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
import { ExpiredLink } from "./expired-link.tsx";
import { IncompleteLink } from "./incomplete-link.tsx";
import type { LinkPageProps } from "./link-page.ts";
import { useExpiry } from "./use-expiry.ts";

const texts = text.passwordReset;

/** Takes the new password of the account that the link was sent to. */
export function PasswordResetPage({ token, finished }: LinkPageProps) {
  const claims = readLinkClaims(token);
  if (finished !== undefined) {
    return (
      <Page title={texts.title}>
        <Outcome kind="good" title={texts.done}>
          <Soft>{texts.doneNext}</Soft>
        </Outcome>
      </Page>
    );
  }
  if (claims === undefined) return <IncompleteLink title={texts.title} />;
  return (
    <Page title={texts.title}>
      <Resetting token={token} claims={claims} />
    </Page>
  );
}

function Resetting({
  token,
  claims: { collection, email, expires },
}: {
  readonly token: string;
  readonly claims: LinkClaims;
}) {
  const isTooOld = useExpiry(expires);
  const [isRefused, setRefused] = useState(false);
  if (isTooOld || isRefused) {
    return (
      <ExpiredLink
        texts={texts}
        email={email}
        send={(address) =>
          connect().collection(collection).requestPasswordReset(address)
        }
      />
    );
  }

  async function reset(value: FormValues): Promise<void> {
    try {
      await connect()
        .collection(collection)
        .confirmPasswordReset(
          token,
          value("password"),
          value("passwordConfirm"),
        );
      finishLink("passwordReset", { email: email ?? "" });
    } catch (error) {
      if (!isLinkRefused(error)) throw error;
      setRefused(true);
    }
  }

  return (
    <Stack gap="large">
      <Stack gap="small">
        <Heading takesFocus={false}>{texts.title}</Heading>
        {email !== undefined && (
          <Soft>
            <Filled
              template={texts.lead}
              values={{ email: <strong>{email}</strong> }}
            />
          </Soft>
        )}
      </Stack>
      <Form submit={texts.submit} onSubmit={reset}>
        <Username value={email} />
        <PasswordField
          name="password"
          label={texts.password}
          autoComplete="new-password"
          autoFocus
        />
        <PasswordField
          name="passwordConfirm"
          label={texts.passwordConfirm}
          autoComplete="new-password"
        />
      </Form>
    </Stack>
  );
}
