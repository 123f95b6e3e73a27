import { Filled } from "../../components/texts/filled.tsx";
import type { FormValues } from "../../components/fields/form.tsx";
import { Outcome } from "../../components/layout/outcome.tsx";
import { Page } from "../../components/layout/page.tsx";
import {
  PasswordField,
  Username,
} from "../../components/fields/password-field.tsx";
import { Soft } from "../../components/layout/soft.tsx";
import { connect } from "../../server/connect.ts";
import { type LinkClaims, readLinkClaims } from "../../server/link-claims.ts";
import { text } from "../../text/index.ts";
import { IncompleteLink } from "./incomplete-link.tsx";
import { LinkForm } from "./link-form.tsx";
import type { LinkPageProps } from "./link-page.ts";
import { useExpiry } from "./use-expiry.ts";
import { useLink } from "./use-link.ts";

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
  const { isRefused, finish } = useLink("emailChange");
  if (isTooOld || isRefused) {
    return (
      <Outcome kind="bad" title={texts.expired}>
        <Soft>{texts.expiredNext}</Soft>
      </Outcome>
    );
  }

  const change = (value: FormValues) =>
    finish({ email: newEmail }, () =>
      connect()
        .collection(collection)
        .confirmEmailChange(token, value("password")),
    );

  return (
    <LinkForm
      title={texts.title}
      lead={
        <Filled
          template={texts.lead}
          values={{ email: <strong>{newEmail}</strong> }}
        />
      }
      submit={texts.submit}
      onSubmit={change}
    >
      <Username value={email} />
      <PasswordField
        name="password"
        label={texts.password}
        autoComplete="current-password"
        autoFocus
      />
    </LinkForm>
  );
}
