import { History, X } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "../../components/button.tsx";
import { Popover } from "../../components/overlays/popover.tsx";
import { SearchField } from "../../components/fields/search-field.tsx";
import { Soft } from "../../components/layout/soft.tsx";
import { sqlText } from "../../text/sql.ts";
import styles from "./history-menu.module.css";
import type { useSqlHistory } from "./statements/history.ts";

const { history: texts } = sqlText;

/** What was run before, to run again or to forget. */
export function HistoryMenu({
  history,
  forget,
  forgetAll,
  onChoose,
}: Omit<ReturnType<typeof useSqlHistory>, "add"> & {
  readonly onChoose: (sql: string) => void;
}) {
  return (
    <Popover
      title={texts.title}
      trigger={<IconButton icon={History} label={texts.title} />}
    >
      {(close) =>
        history.length === 0 ? (
          <Soft>{texts.none}</Soft>
        ) : (
          <Found
            history={history}
            forget={forget}
            forgetAll={forgetAll}
            onChoose={(sql) => {
              close();
              onChoose(sql);
            }}
          />
        )
      }
    </Popover>
  );
}

function Found({
  history,
  forget,
  forgetAll,
  onChoose,
}: Parameters<typeof HistoryMenu>[0]) {
  const [search, setSearch] = useState("");
  const found = history.filter((sql) =>
    sql.toLowerCase().includes(search.trim().toLowerCase()),
  );
  return (
    <div className={styles["history"]}>
      <SearchField
        label={texts.search}
        placeholder={texts.search}
        value={search}
        onChange={setSearch}
      />
      {found.length === 0 && <Soft>{texts.noneFound}</Soft>}
      <ul className={styles["list"]}>
        {found.map((sql) => (
          <li key={sql} className={styles["entry"]}>
            <button
              type="button"
              className={styles["statement"]}
              title={texts.use}
              onClick={() => onChoose(sql)}
            >
              {sql}
            </button>
            <IconButton
              size="small"
              icon={X}
              label={texts.forget}
              onClick={() => forget(sql)}
            />
          </li>
        ))}
      </ul>
      <div>
        <Button kind="secondary" size="small" onClick={forgetAll}>
          {texts.forgetAll}
        </Button>
      </div>
    </div>
  );
}
