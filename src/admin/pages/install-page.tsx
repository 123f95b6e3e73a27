import { useEffect, useState } from "react";
import { ButtonLink } from "../components/button.tsx";
import { Code } from "../components/code.tsx";
import { Field } from "../components/field.tsx";
import { Filled } from "../components/filled.tsx";
import type { FormValues } from "../components/form.tsx";
import { Outcome } from "../components/outcome.tsx";
import { Page } from "../components/page.tsx";
import { PasswordField } from "../components/password-field.tsx";
import { Soft } from "../components/soft.tsx";
import { connect, docsUrl } from "../server/connect.ts";
import { readLinkClaims } from "../server/link-claims.ts";
import { isLinkRefused } from "../server/problem.ts";
import { text } from "../text.ts";
import { IncompleteLink } from "./incomplete-link.tsx";
import { LinkForm } from "./link-form.tsx";
import type { LinkPageProps } from "./link-page.ts";
import { useLink } from "./use-link.ts";

const texts = text.install;
const superusers = "_superusers";

/** Makes the first superuser, with the link that the server prints when there is none. */
export function InstallPage({ token, finished }: LinkPageProps) {
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
          <ButtonLink href={docsUrl}>{texts.docs}</ButtonLink>
        </Outcome>
      </Page>
    );
  }
  if (readLinkClaims(token) === undefined) {
    return (
      <IncompleteLink
        title={texts.title}
        advice={text.link.incompleteInstall}
      />
    );
  }
  return (
    <Page title={texts.title}>
      <Installing token={token} />
    </Page>
  );
}

function Installing({ token }: { readonly token: string }) {
  const hasEnded = useEnd(token);
  const { isRefused, finish } = useLink("install");
  if (hasEnded || isRefused) {
    return (
      <Outcome kind="bad" title={texts.expired}>
        <Soft>{texts.expiredNext}</Soft>
        <Code>{texts.command}</Code>
      </Outcome>
    );
  }

  const install = (value: FormValues) => {
    const email = value("email");
    const password = value("password");
    const passwordConfirm = value("passwordConfirm");
    return finish({ email }, () =>
      connect()
        .collection(superusers)
        .create({ email, password, passwordConfirm }, authorizedBy(token)),
    );
  };

  return (
    <LinkForm
      title={texts.title}
      lead={texts.lead}
      submit={texts.submit}
      onSubmit={install}
    >
      <Field
        name="email"
        label={texts.email}
        type="email"
        autoComplete="username"
        autoFocus
      />
      <PasswordField
        name="password"
        label={texts.password}
        hint={texts.passwordHint}
        autoComplete="new-password"
      />
      <PasswordField
        name="passwordConfirm"
        label={texts.passwordConfirm}
        autoComplete="new-password"
      />
    </LinkForm>
  );
}

/** Whether the token, which is a login, is one no more: the server can be asked that. */
function useEnd(token: string): boolean {
  const [hasEnded, setEnded] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    const end = (error: unknown) => {
      if (isCurrent && isLinkRefused(error)) setEnded(true);
    };
    void connect()
      .collection(superusers)
      .authRefresh(authorizedBy(token))
      .then(() => undefined, end);
    return () => {
      isCurrent = false;
    };
  }, [token]);
  return hasEnded;
}

function authorizedBy(token: string) {
  return { headers: { Authorization: token } };
}
