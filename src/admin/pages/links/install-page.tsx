import { useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { ButtonLink } from "../../components/button.tsx";
import { Code } from "../../components/texts/code.tsx";
import type { FormValues } from "../../components/fields/form.tsx";
import { Outcome } from "../../components/layout/outcome.tsx";
import { Page } from "../../components/layout/page.tsx";
import { PasswordField } from "../../components/fields/password-field.tsx";
import { Soft } from "../../components/layout/soft.tsx";
import { Stack } from "../../components/layout/stack.tsx";
import { TextField } from "../../components/fields/text-field.tsx";
import { finishLink } from "../../routing/finish-link.ts";
import { client, superusers } from "../../server/client.ts";
import { connect } from "../../server/connect.ts";
import { readLinkClaims } from "../../server/link-claims.ts";
import { isLinkRefused } from "../../server/problem.ts";
import { text } from "../../text/index.ts";
import { IncompleteLink } from "./incomplete-link.tsx";
import { LinkForm } from "./link-form.tsx";
import type { LinkPageProps } from "./link-page.ts";
import { RestoreInstead, Restoring } from "./restore-instead.tsx";
import { useFirstRestore } from "./use-first-restore.ts";

const texts = text.install;

/** Makes the first superuser, with the link that the server prints when there is none, or lets the server go on with a backup. */
export function InstallPage({ token, finished }: LinkPageProps) {
  if (finished !== undefined) return <Restored />;
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

function Restored() {
  return (
    <Page title={texts.restored}>
      <Outcome kind="good" title={texts.restored}>
        <Soft>{texts.restoredNext}</Soft>
        <Code>{texts.command}</Code>
        <ButtonLink href="#/login">{texts.toLogin}</ButtonLink>
      </Outcome>
    </Page>
  );
}

function Installing({ token }: { readonly token: string }) {
  const hasEnded = useEnd(token);
  const { isRefused, install } = useInstall(token);
  const { restore, problem, begin } = useFirstRestore(token, () =>
    finishLink("install", { email: "" }),
  );
  if (restore !== undefined) return <Restoring restore={restore} />;
  if (hasEnded || isRefused) {
    return (
      <Outcome kind="bad" title={texts.expired}>
        <Soft>{texts.expiredNext}</Soft>
        <Code>{texts.command}</Code>
      </Outcome>
    );
  }
  return (
    <Stack gap="large">
      <LinkForm
        title={texts.title}
        lead={texts.lead}
        submit={texts.submit}
        onSubmit={install}
      >
        <TextField
          name="email"
          label={texts.email}
          type="email"
          autoComplete="username"
          // What went wrong with a backup is further down, and is what matters then.
          autoFocus={problem === undefined}
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
      <RestoreInstead problem={problem} onFile={(file) => void begin(file)} />
    </Stack>
  );
}

/** Makes the superuser, logs them in, and leads to where they begin. */
function useInstall(token: string) {
  const router = useRouter();
  const [isRefused, setRefused] = useState(false);
  const accounts = client.collection(superusers);

  async function install(value: FormValues): Promise<void> {
    const email = value("email");
    const password = value("password");
    const passwordConfirm = value("passwordConfirm");
    try {
      await connect()
        .collection(superusers)
        .create({ email, password, passwordConfirm }, authorizedBy(token));
    } catch (error) {
      if (!isLinkRefused(error)) throw error;
      setRefused(true);
      return;
    }
    // Where a second factor is wanted, the login asks for it.
    await accounts.authWithPassword(email, password).catch(() => undefined);
    // In the place of the address with the token.
    await router.navigate({ to: "/collections", replace: true });
  }

  return { isRefused, install };
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
