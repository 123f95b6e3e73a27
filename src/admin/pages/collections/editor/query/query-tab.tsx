import { Badge } from "../../../../components/badge.tsx";
import { Code } from "../../../../components/texts/code.tsx";
import { Notice } from "../../../../components/layout/notice.tsx";
import { Skeleton } from "../../../../components/layout/skeleton.tsx";
import { Spinner } from "../../../../components/spinner.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { describeProblem } from "../../../../server/problem.ts";
import { collectionsText } from "../../../../text/collections.ts";
import type { DraftProps } from "../collection-draft.ts";
import { fieldTypes } from "../fields/field-types.ts";
import { SqlField } from "../sql-field.tsx";
import styles from "./query-tab.module.css";
import { useViewDryRun, type ViewSample } from "./use-view-dry-run.ts";

const texts = collectionsText.query;

/** The query of a view, and what it gives. */
export function QueryTab({ draft, set, collections }: DraftProps) {
  const query = draft.viewQuery ?? "";
  return (
    <Stack>
      <SqlField
        name="viewQuery"
        label={texts.label}
        hint={
          <>
            {texts.hint} {texts.exampleId}{" "}
            <Code inline>(ROW_NUMBER() OVER()) AS id</Code>
          </>
        }
        tables={collections}
        value={query}
        onChange={(viewQuery) => set({ viewQuery })}
      />
      <section className={styles["result"]} aria-label={texts.result}>
        {query.trim() === "" ? (
          <p className={styles["quiet"]}>{texts.empty}</p>
        ) : (
          <Result query={query} />
        )}
      </section>
    </Stack>
  );
}

function Result({ query }: { readonly query: string }) {
  const { data, error, isFetching } = useViewDryRun(query);
  if (error !== null) {
    return (
      <div role="alert">
        <Notice kind="bad">{reasonOf(error)}</Notice>
      </div>
    );
  }
  if (data === undefined) return <Skeleton lines={4} />;
  return (
    <Stack gap="small">
      <Stack direction="row" gap="small">
        <h3 className={styles["title"]}>{texts.fields}</h3>
        {isFetching && <Spinner label={texts.running} />}
      </Stack>
      <ul className={styles["fields"]}>
        {data.fields.map(({ name, type }) => (
          <li key={name}>
            <Badge icon={iconOf(type)}>{name}</Badge>
          </li>
        ))}
      </ul>
      <h3 className={styles["title"]}>{texts.sample}</h3>
      <Sample sample={data} />
    </Stack>
  );
}

function Sample({
  sample: { fields, sample },
}: {
  readonly sample: ViewSample;
}) {
  if (sample.length === 0) {
    return <p className={styles["quiet"]}>{texts.noRows}</p>;
  }
  return (
    <div
      className={styles["scroll"]}
      // A table wider than its place is scrolled by keyboard, too.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={texts.sample}
    >
      <table className={styles["table"]}>
        <thead>
          <tr>
            {fields.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.map((row) => (
            <tr key={String(row["id"])}>
              {fields.map(({ name }) => (
                <td key={name}>{shown(row[name])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function iconOf(type: string) {
  return Object.entries(fieldTypes).find(([name]) => name === type)?.[1].icon;
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return texts.null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The server says what is wrong with the SQL in its own words. */
function reasonOf(error: Error): string {
  const { message, fields } = describeProblem(error);
  return fields["query"] ?? message;
}
