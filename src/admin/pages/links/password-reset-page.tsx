import { createLink } from "@tanstack/react-router";
import { ButtonLink } from "../../components/button.tsx";
import { Filled } from "../../components/texts/filled.tsx";
import type { FormValues } from "../../components/fields/form.tsx";
import { Outcome } from "../../components/layout/outcome.tsx";
import { Page } from "../../components/layout/page.tsx";
import {
  PasswordField,
  Username,
} from "../../components/fields/password-field.tsx";
import { Soft } from "../../components/layout/soft.tsx";
import { client, superusersId } from "../../server/client.ts";
import { connect } from "../../server/connect.ts";
import { type LinkClaims, readLinkClaims } from "../../server/link-claims.ts";
import { logOut } from "../../shell/log-out.ts";
import { text } from "../../text/index.ts";
import { ExpiredLink } from "./expired-link.tsx";
import { IncompleteLink } from "./incomplete-link.tsx";
import { LinkForm } from "./link-form.tsx";
import type { LinkPageProps } from "./link-page.ts";
import { useExpiry } from "./use-expiry.ts";
import { useLink } from "./use-link.ts";

const texts = text.passwordReset;

/** A link that takes along what its address does not say. */
const ButtonTo = createLink(ButtonLink);

/** Takes the new password of the account that the link was sent to. */
export function PasswordResetPage({ token, finished }: LinkPageProps) {
  const claims = readLinkClaims(token);
  if (finished !== undefined) {
    return (
      <Page title={texts.title}>
        <Outcome kind="good" title={texts.done}>
          <Soft>
            {finished.isSuperuser === true ? texts.doneHere : texts.doneNext}
          </Soft>
          {finished.isSuperuser === true && (
            <ButtonTo to="/login" state={{ email: finished.email }}>
              {texts.toLogin}
            </ButtonTo>
          )}
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
  const { isRefused, finish } = useLink("passwordReset");
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

  const isSuperuser = collection === superusersId;

  const reset = (value: FormValues) =>
    finish({ email: email ?? "", isSuperuser }, async () => {
      await connect()
        .collection(collection)
        .confirmPasswordReset(
          token,
          value("password"),
          value("passwordConfirm"),
        );
      // The login of this browser has ended with the others: without it, the way leads to the login at once.
      if (isSuperuser && client.authStore.record?.["email"] === email) logOut();
    });

  return (
    <LinkForm
      title={texts.title}
      lead={
        email !== undefined && (
          <Filled
            template={texts.lead}
            values={{ email: <strong>{email}</strong> }}
          />
        )
      }
      submit={texts.submit}
      onSubmit={reset}
    >
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
    </LinkForm>
  );
}
