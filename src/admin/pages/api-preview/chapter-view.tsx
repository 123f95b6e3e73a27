import {
  Accordion,
  AccordionSection,
} from "../../components/layout/accordion.tsx";
import { CodeBlock } from "../../code/code-block.tsx";
import { Notice } from "../../components/layout/notice.tsx";
import { Soft } from "../../components/layout/soft.tsx";
import { TextField } from "../../components/fields/text-field.tsx";
import { apiPreviewText } from "../../text/api-preview.ts";
import { CallView } from "./call-view.tsx";
import styles from "./chapter-view.module.css";
import type { Chapter } from "./chapters/chapter.ts";
import type { Access } from "./examples/access.ts";
import { FilterHelp } from "./filter-help.tsx";
import { FurtherReading } from "./further-reading.tsx";

const texts = apiPreviewText;

/** All about one thing that the API does. */
export function ChapterView({
  chapter,
  recordId,
  onRecordId,
}: {
  readonly chapter: Chapter;
  /** Empty while it is not known. */
  readonly recordId: string;
  readonly onRecordId: (id: string) => void;
}) {
  const { title, lead, access, off, record, calls, hasFilter } = chapter;
  return (
    <article className={styles["chapter"]}>
      <div>
        <h2>{title}</h2>
        <Soft>{lead}</Soft>
      </div>
      {off !== undefined && <Notice kind="warn">{off}</Notice>}
      <section className={styles["access"]}>
        <h3>{texts.access.title}</h3>
        <Soft>{describeAccess(access)}</Soft>
        {access.kind === "rule" && (
          <CodeBlock language="filter" code={access.rule} />
        )}
      </section>
      {record !== undefined && (
        <TextField
          label={texts.recordId}
          hint={record === "changed" && texts.recordIdHint}
          monospaced
          value={recordId}
          onChange={onRecordId}
        />
      )}
      {calls.map((call) => (
        <CallView
          key={`${call.method} ${call.path}`}
          call={call}
          isAlone={calls.length === 1}
        />
      ))}
      {hasFilter === true && (
        <Accordion>
          <AccordionSection title={texts.filterHelp}>
            <FilterHelp />
          </AccordionSection>
        </Accordion>
      )}
      <FurtherReading />
    </article>
  );
}

function describeAccess({ kind }: Access): string {
  return texts.access[kind];
}
