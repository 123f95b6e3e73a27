import { Download } from "lucide-react";
import { Button } from "../../../components/button.tsx";
import { Menu } from "../../../components/overlays/menu.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { fill } from "../../../text/index.ts";
import { sqlText } from "../../../text/sql.ts";
import { saveTable, type SqlTable } from "./result-file.ts";
import { ResultTable } from "./result-table.tsx";
import styles from "./result-view.module.css";

const { result: texts } = sqlText;

/** Rows that the server gives at most. */
const mostRows = 1000;

/** What the server has answered. */
export interface SqlResult extends SqlTable {
  /** Milliseconds. */
  readonly execTime: number;
  readonly affectedRows: number;
}

/** What a query has given: rows, or how many were written, and how long it took. */
export function ResultView({ result }: { readonly result: SqlResult }) {
  const { columns, rows, execTime, affectedRows } = result;
  const isCut = rows.length >= mostRows;
  return (
    <section className={styles["result"]} aria-label={texts.label}>
      <div className={styles["top"]}>
        <p className={styles["facts"]}>
          <strong role="status">{describe(result)}</strong>
          <span className={styles["soft"]}>
            {fill(texts.time, { count: execTime.toLocaleString("en") })}
          </span>
          {columns.length > 0 && affectedRows > 0 && (
            <span className={styles["soft"]}>{written(affectedRows)}</span>
          )}
        </p>
        {rows.length > 0 && (
          <Menu
            label={texts.download}
            trigger={
              <Button kind="secondary" size="small" icon={Download}>
                {texts.download}
              </Button>
            }
            items={[
              { label: texts.csv, onSelect: () => saveTable(result, "csv") },
              { label: texts.json, onSelect: () => saveTable(result, "json") },
            ]}
          />
        )}
      </div>
      {isCut && (
        <Notice kind="warn">
          {fill(texts.cut, { count: mostRows.toLocaleString("en") })}
        </Notice>
      )}
      {columns.length > 0 && rows.length > 0 && <ResultTable table={result} />}
    </section>
  );
}

function describe({ columns, rows, affectedRows }: SqlResult): string {
  if (columns.length > 0) {
    if (rows.length === 0) return texts.noRows;
    const template = rows.length === 1 ? texts.oneRow : texts.rows;
    return fill(template, { count: rows.length.toLocaleString("en") });
  }
  return affectedRows > 0 ? written(affectedRows) : texts.done;
}

function written(count: number): string {
  return fill(count === 1 ? texts.oneAffected : texts.affected, {
    count: count.toLocaleString("en"),
  });
}
