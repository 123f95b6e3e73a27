import { useEffect, useState } from "react";
import { ButtonLink } from "../components/button.tsx";
import { Code } from "../components/code.tsx";
import { Field } from "../components/field.tsx";
import { Filled } from "../components/filled.tsx";
import { Form, type FormValues } from "../components/form.tsx";
import { Heading } from "../components/heading.tsx";
import { Outcome } from "../components/outcome.tsx";
import { Page } from "../components/page.tsx";
import { PasswordField } from "../components/password-field.tsx";
import { Soft } from "../components/soft.tsx";
import { Stack } from "../components/stack.tsx";
import { finishLink } from "../routing/location.ts";
import { connect, docsUrl } from "../server/connect.ts";
import { isLinkRefused } from "../server/problem.ts";
import { text } from "../text.ts";
import { IncompleteLink } from "./incomplete-link.tsx";
import type { LinkPageProps } from "./link-page.ts";
import { readLinkClaims } from "../server/link-claims.ts";

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
  const [isRefused, setRefused] = useState(false);

  // The token is a login, so the server can be asked whether it is still one.
  useEffect(() => {
    let isCurrent = true;
    const refuse = (error: unknown) => {
      if (isCurrent && isLinkRefused(error)) setRefused(true);
    };
    void connect()
      .collection(superusers)
      .authRefresh(authorizedBy(token))
      .then(() => undefined, refuse);
    return () => {
      isCurrent = false;
    };
  }, [token]);

  if (isRefused) {
    return (
      <Outcome kind="bad" title={texts.expired}>
        <Soft>{texts.expiredNext}</Soft>
        <Code>{texts.command}</Code>
      </Outcome>
    );
  }

  async function install(value: FormValues): Promise<void> {
    const email = value("email");
    try {
      await connect()
        .collection(superusers)
        .create(
          {
            email,
            password: value("password"),
            passwordConfirm: value("passwordConfirm"),
          },
          authorizedBy(token),
        );
      finishLink("install", { email });
    } catch (error) {
      if (!isLinkRefused(error)) throw error;
      setRefused(true);
    }
  }

  return (
    <Stack gap="large">
      <Stack gap="small">
        <Heading takesFocus={false}>{texts.title}</Heading>
        <Soft>{texts.lead}</Soft>
      </Stack>
      <Form submit={texts.submit} onSubmit={install}>
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
      </Form>
    </Stack>
  );
}

function authorizedBy(token: string) {
  return { headers: { Authorization: token } };
}
