import { useEffect } from "react";
import { Outcome } from "../../components/layout/outcome.tsx";
import { Page } from "../../components/layout/page.tsx";
import { Soft } from "../../components/layout/soft.tsx";
import { text } from "../../text/index.ts";

const { success, successNext, failure, failureNext } = text.oauth2;

/** Where a provider's login ends in its own window. The app that opened it hears of the result by itself. */
export function OAuth2Page({ succeeded }: { readonly succeeded: boolean }) {
  // A browser lets a page close only a window that a page has opened.
  useEffect(() => window.close(), []);
  const title = succeeded ? success : failure;
  return (
    <Page title={title}>
      <Outcome kind={succeeded ? "good" : "bad"} title={title}>
        <Soft>{succeeded ? successNext : failureNext}</Soft>
      </Outcome>
    </Page>
  );
}
