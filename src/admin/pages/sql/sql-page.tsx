import { Play, Square, Table2 } from "lucide-react";
import { useMemo, useState } from "react";
import { SqlEditor } from "../../code/sql-editor.tsx";
import { Button } from "../../components/button.tsx";
import { FieldProblems } from "../../components/fields/field-problems.tsx";
import { Kbd } from "../../components/texts/kbd.tsx";
import { Menu } from "../../components/overlays/menu.tsx";
import { Notice } from "../../components/layout/notice.tsx";
import { PageHeader } from "../../components/layout/page-header.tsx";
import { Soft } from "../../components/layout/soft.tsx";
import { useCollections } from "../../server/collections.ts";
import { useTitle } from "../../shell/use-title.ts";
import { fill } from "../../text/index.ts";
import { settingsText } from "../../text/settings.ts";
import { sqlText } from "../../text/sql.ts";
import { HistoryMenu } from "./history-menu.tsx";
import { ResultView } from "./result/result-view.tsx";
import styles from "./sql-page.module.css";
import { useSqlHistory } from "./statements/history.ts";
import { schemaOf } from "./statements/schema.ts";
import { useRun } from "./use-run.ts";

/** Bytes that the server takes. */
const mostBytes = 5000;

const crumbs = [{ label: settingsText.title }];

/** What was in the editor, while another page is looked at. */
let left = "";

/** Runs SQL on the database. */
export function SqlPage() {
  const { data: collections } = useCollections();
  const schema = useMemo(() => schemaOf(collections ?? []), [collections]);
  const [sql, setSql] = useState(left);
  const { add, ...history } = useSqlHistory();
  const { run, stop, isRunning, outcome } = useRun(add);
  const bytes = useMemo(() => byteCount(sql), [sql]);
  const isTooLong = bytes > mostBytes;

  useTitle(sqlText.title);

  function write(changed: string): void {
    left = changed;
    setSql(changed);
  }

  function start(text: string): void {
    if (byteCount(text) <= mostBytes) void run(text);
  }

  const problems = useMemo(
    () =>
      outcome?.kind === "failure" ? { query: outcome.message } : undefined,
    [outcome],
  );
  return (
    <div className={styles["page"]}>
      <PageHeader
        title={sqlText.title}
        crumbs={crumbs}
        actions={
          <>
            <Menu
              label={sqlText.tables}
              trigger={
                <Button kind="ghost" icon={Table2}>
                  {sqlText.tables}
                </Button>
              }
              items={Object.keys(schema)
                .toSorted()
                .map((table) => ({
                  label: table,
                  onSelect: () => write(`select * from ${table} limit 100`),
                }))}
            />
            <HistoryMenu {...history} onChoose={write} />
          </>
        }
      />
      <Soft>{sqlText.lead}</Soft>
      <FieldProblems value={problems}>
        <SqlEditor
          name="query"
          label={sqlText.editor}
          labelHidden
          autoFocus
          value={sql}
          schema={schema}
          mark={outcome?.kind === "failure" ? outcome.mark : undefined}
          placeholder={sqlText.placeholder}
          minHeight="7.5rem"
          onChange={write}
          onRun={start}
        />
      </FieldProblems>
      <div className={styles["actions"]}>
        {isRunning ? (
          <Button kind="secondary" icon={Square} onClick={stop}>
            {sqlText.stop}
          </Button>
        ) : (
          <Button
            icon={Play}
            disabled={sql.trim() === "" || isTooLong}
            onClick={() => start(sql)}
          >
            {sqlText.run}
          </Button>
        )}
        <Kbd keys="Mod+Enter" />
        <span role="status" className={styles["status"]}>
          {isRunning && sqlText.running}
          {isTooLong &&
            fill(sqlText.tooLong, {
              bytes: bytes.toLocaleString("en"),
              most: mostBytes.toLocaleString("en"),
            })}
        </span>
      </div>
      <div role="alert">
        {outcome?.kind === "stopped" && (
          <Notice kind="info">{sqlText.stopped}</Notice>
        )}
      </div>
      {outcome?.kind === "result" && <ResultView result={outcome.result} />}
    </div>
  );
}

function byteCount(text: string): number {
  return new TextEncoder().encode(text).length;
}
