import { Outcome } from "../../components/layout/outcome.tsx";
import { Page } from "../../components/layout/page.tsx";
import { Soft } from "../../components/layout/soft.tsx";
import { text } from "../../text/index.ts";

/** Said of a link whose token is missing or cut off, as mail programs do to long lines. */
export function IncompleteLink({
  title,
  advice = text.link.incompleteNext,
}: {
  readonly title: string;
  readonly advice?: string;
}) {
  return (
    <Page title={title}>
      <Outcome kind="bad" title={text.link.incomplete}>
        <Soft>{advice}</Soft>
      </Outcome>
    </Page>
  );
}
