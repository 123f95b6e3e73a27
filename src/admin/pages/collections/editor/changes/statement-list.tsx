import {
  Accordion,
  AccordionSection,
} from "../../../../components/layout/accordion.tsx";
import { Badge } from "../../../../components/badge.tsx";
import { CodeBlock } from "../../../../code/code-block.tsx";
import { collectionsText } from "../../../../text/collections.ts";

const texts = collectionsText.changes;

/** The SQL that would run, for who wants to see it. */
export function StatementList({
  statements,
}: {
  readonly statements: readonly string[];
}) {
  if (statements.length === 0) return null;
  return (
    <Accordion>
      <AccordionSection
        title={texts.sql}
        badge={<Badge>{statements.length}</Badge>}
      >
        <CodeBlock
          language="sql"
          label={texts.sql}
          code={statements.map((statement) => `${statement};`).join("\n")}
        />
      </AccordionSection>
    </Accordion>
  );
}
