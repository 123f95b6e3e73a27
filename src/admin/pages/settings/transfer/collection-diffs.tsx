import {
  Accordion,
  AccordionSection,
} from "../../../components/layout/accordion.tsx";
import { Badge } from "../../../components/badge.tsx";
import { DiffView } from "../../../code/diff-view.tsx";
import { transferText } from "../../../text/transfer.ts";
import type { ImportPlan } from "./plan-import.ts";

const texts = transferText.import;

interface Compared {
  readonly key: string;
  readonly name: string;
  readonly kind: "good" | "warn" | "bad";
  readonly what: string;
  readonly before: object | undefined;
  readonly after: object | undefined;
}

/** Each collection that an import makes, changes or deletes, as it is and as it will be. */
export function CollectionDiffs({ plan }: { readonly plan: ImportPlan }) {
  return (
    <Accordion>
      {comparedOf(plan).map(({ key, name, kind, what, before, after }) => (
        <AccordionSection
          key={key}
          title={name}
          badge={<Badge kind={kind}>{what}</Badge>}
        >
          <DiffView
            before={write(before)}
            after={write(after)}
            language="json"
          />
        </AccordionSection>
      ))}
    </Accordion>
  );
}

function comparedOf({
  added,
  changed,
  removed,
}: ImportPlan): readonly Compared[] {
  return [
    ...removed.map((collection) => ({
      key: collection.id,
      name: collection.name,
      kind: "bad" as const,
      what: texts.removed,
      before: collection,
      after: undefined,
    })),
    ...changed.map(({ id, name, before, after }) => ({
      key: id,
      name,
      kind: "warn" as const,
      what: texts.changed,
      before,
      after,
    })),
    ...added.map((collection) => ({
      key: collection.name,
      name: collection.name,
      kind: "good" as const,
      what: texts.added,
      before: undefined,
      after: collection,
    })),
  ];
}

function write(value: object | undefined): string {
  return value === undefined ? "" : JSON.stringify(value, null, 2);
}
