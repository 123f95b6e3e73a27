import { ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import { CodeBlock } from "../../../code/code-block.tsx";
import { IconButton } from "../../../components/button.tsx";
import { Code } from "../../../components/texts/code.tsx";
import { CopyButton } from "../../../components/texts/copy-button.tsx";
import { DateText } from "../../../components/texts/date-text.tsx";
import { Soft } from "../../../components/layout/soft.tsx";
import { quote } from "../../../server/records-words.ts";
import { logsText } from "../../../text/logs.ts";
import {
  type LogEntry,
  saysSomething,
  valueText,
} from "../entries/log-entry.ts";
import { LevelBadge } from "../table/level-badge.tsx";
import { StatusBadge } from "../table/log-row.tsx";
import { writeDuration } from "../table/write-duration.ts";
import styles from "./entry-details.module.css";

const { entry: texts } = logsText;

/** Values by which others like it are worth looking for. */
const telling = new Set([
  "method",
  "url",
  "status",
  "auth",
  "authId",
  "userIP",
  "remoteIP",
  "userAgent",
]);

/** What went wrong is shown by itself. */
const troubles = ["error", "details"] as const;

/** An entry in full. */
export function EntryDetails({
  entry,
  onFilter,
}: {
  readonly entry: LogEntry;
  readonly onFilter: (filter: string) => void;
}) {
  const { created, level, message, data } = entry;
  const values = Object.entries(data).filter(
    ([name, value]) =>
      saysSomething(value) && !troubles.some((trouble) => trouble === name),
  );
  return (
    <div className={styles["entry"]}>
      <div className={styles["head"]}>
        <LevelBadge level={level} isNumbered />
        <DateText value={created} />
      </div>
      <Code>{message}</Code>
      {troubles.map(
        (name) =>
          saysSomething(data[name]) && (
            <section key={name} className={styles["section"]}>
              <h3>{texts[name]}</h3>
              {typeof data[name] === "string" ? (
                <Code>{data[name]}</Code>
              ) : (
                <Json value={data[name]} />
              )}
            </section>
          ),
      )}
      <section className={styles["section"]}>
        <h3>{texts.data}</h3>
        {values.length === 0 ? (
          <Soft>{texts.none}</Soft>
        ) : (
          <dl className={styles["values"]}>
            {values.map(([name, value]) => (
              <div key={name} className={styles["row"]}>
                <dt className={styles["name"]}>{texts.fields[name] ?? name}</dt>
                <dd className={styles["value"]}>
                  <div className={styles["text"]}>{show(name, value)}</div>
                  {telling.has(name) && (
                    <IconButton
                      size="small"
                      icon={ListFilter}
                      label={texts.filterBy}
                      onClick={() => onFilter(filterFor(name, value))}
                    />
                  )}
                  <CopyButton text={valueText(value)} />
                </dd>
              </div>
            ))}
          </dl>
        )}
      </section>
    </div>
  );
}

function show(name: string, value: unknown): ReactNode {
  if (name === "status") return <StatusBadge status={Number(value)} />;
  if (name === "execTime") return writeDuration(value);
  if (typeof value === "object" && value !== null)
    return <Json value={value} />;
  return valueText(value);
}

function Json({ value }: { readonly value: unknown }) {
  return <CodeBlock language="json" code={JSON.stringify(value, null, 2)} />;
}

function filterFor(name: string, value: unknown): string {
  const written = typeof value === "string" ? quote(value) : String(value);
  return `data.${name} = ${written}`;
}
