import { useCallback, useEffect, useState } from "react";
import { Button } from "../../components/button.tsx";
import { Filled } from "../../components/texts/filled.tsx";
import { Heading } from "../../components/layout/heading.tsx";
import { Outcome } from "../../components/layout/outcome.tsx";
import { Page } from "../../components/layout/page.tsx";
import { Soft } from "../../components/layout/soft.tsx";
import { finishLink } from "../../routing/finish-link.ts";
import { connect } from "../../server/connect.ts";
import { type LinkClaims, readLinkClaims } from "../../server/link-claims.ts";
import { describeProblem, isLinkRefused } from "../../server/problem.ts";
import { text } from "../../text/index.ts";
import { ExpiredLink } from "./expired-link.tsx";
import { IncompleteLink } from "./incomplete-link.tsx";
import type { LinkPageProps } from "./link-page.ts";

const { title, running, done, doneFor, doneNext } = text.verification;

/** Verifies the address that the link was sent to, by itself. */
export function VerificationPage({ token, finished }: LinkPageProps) {
  const claims = readLinkClaims(token);
  if (finished !== undefined) {
    return (
      <Page title={title}>
        <Outcome kind="good" title={done}>
          {finished.email !== "" && (
            <Soft>
              <Filled
                template={doneFor}
                values={{ email: <strong>{finished.email}</strong> }}
              />
            </Soft>
          )}
          <Soft>{doneNext}</Soft>
        </Outcome>
      </Page>
    );
  }
  if (claims === undefined) return <IncompleteLink title={title} />;
  return (
    <Page title={title}>
      <Verifying token={token} claims={claims} />
    </Page>
  );
}

type State =
  | { readonly kind: "running" }
  | { readonly kind: "expired" }
  | { readonly kind: "failed"; readonly message: string };

function Verifying({
  token,
  claims: { collection, email },
}: {
  readonly token: string;
  readonly claims: LinkClaims;
}) {
  const [state, setState] = useState<State>({ kind: "running" });

  /** How it ended, unless it succeeded: another page says that. */
  const verify = useCallback(async (): Promise<State> => {
    try {
      await connect().collection(collection).confirmVerification(token);
      finishLink("verification", { email: email ?? "" });
      return { kind: "running" };
    } catch (error) {
      return isLinkRefused(error)
        ? { kind: "expired" }
        : { kind: "failed", message: describeProblem(error).message };
    }
  }, [token, collection, email]);

  useEffect(() => void verify().then(setState), [verify]);

  function retry(): void {
    setState({ kind: "running" });
    void verify().then(setState);
  }

  if (state.kind === "failed") {
    return (
      <Outcome kind="bad" title={state.message}>
        <Button onClick={retry}>{text.action.retry}</Button>
      </Outcome>
    );
  }
  if (state.kind === "expired") {
    return (
      <ExpiredLink
        texts={text.verification}
        email={email}
        send={(address) =>
          connect().collection(collection).requestVerification(address)
        }
      />
    );
  }
  return (
    <div role="status">
      <Heading>{running}</Heading>
    </div>
  );
}
