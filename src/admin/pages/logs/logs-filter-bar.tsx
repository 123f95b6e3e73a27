import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { FilterEditor } from "../../code/filter-editor.tsx";
import { Button, IconButton } from "../../components/button.tsx";
import { SelectField } from "../../components/fields/select-field.tsx";
import { SwitchField } from "../../components/fields/switch-field.tsx";
import { useStored } from "../../components/hooks/use-stored.ts";
import { isFilter } from "../../server/records-words.ts";
import { logsText } from "../../text/logs.ts";
import { parseHistory, withSearch } from "../records/filter/filter-history.ts";
import { HistoryMenu } from "../records/filter/history-menu.tsx";
import { type LevelName, levelNumbers } from "./entries/log-entry.ts";
import type { LogsSearch } from "./entries/logs-filter.ts";
import styles from "./logs-filter-bar.module.css";

const { filter: texts } = logsText;

type LevelChoice = "any" | Exclude<LevelName, "debug">;

const noHistory: readonly string[] = [];

const choices: readonly LevelChoice[] = ["any", "info", "warn", "error"];

/** Where one says which entries are to be seen. */
export function LogsFilterBar({
  search,
  onSearch,
}: {
  readonly search: LogsSearch;
  readonly onSearch: (change: Partial<LogsSearch>) => void;
}) {
  const { filter, level, withSuperusers } = search;
  const [draft, setDraft] = useState({ of: filter, text: filter });
  const [history, remember] = useStored(
    "logs.searches",
    noHistory,
    parseHistory,
  );
  const typed = draft.of === filter ? draft.text : filter;
  const chosen = choices.find((choice) => valueOf(choice) === level);

  function submit(words: string): void {
    const trimmed = words.trim();
    setDraft({ of: trimmed, text: trimmed });
    remember(withSearch(history, trimmed));
    onSearch({ filter: trimmed });
  }

  return (
    <form
      role="search"
      aria-label={texts.label}
      className={styles["bar"]}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit(typed);
      }}
    >
      <div className={styles["filter"]}>
        <HistoryMenu history={history} onChange={remember} onChoose={submit} />
        <div className={styles["field"]}>
          <FilterEditor
            label={texts.label}
            labelHidden
            mode="logs"
            singleLine
            isFilter={isFilter}
            value={typed}
            placeholder={texts.placeholder}
            onChange={(words) => setDraft({ of: filter, text: words })}
            onSubmit={submit}
          />
        </div>
        {typed.trim() !== filter && (
          <Button kind="secondary" type="submit">
            {texts.search}
          </Button>
        )}
        {(filter !== "" || typed !== "") && (
          <IconButton icon={X} label={texts.clear} onClick={() => submit("")} />
        )}
      </div>
      <div className={styles["choices"]}>
        <div className={styles["level"]}>
          <SelectField
            label={texts.level}
            labelHidden
            value={chosen ?? null}
            placeholder={`${logsText.table.level} ≥ ${level}`}
            options={choices.map((value) => ({
              value,
              label: texts.levels[value],
            }))}
            onChange={(choice) => onSearch({ level: valueOf(choice) })}
          />
        </div>
        <SwitchField
          label={texts.superusers}
          checked={withSuperusers}
          onChange={(isOn) => onSearch({ withSuperusers: isOn })}
        />
      </div>
    </form>
  );
}

function valueOf(choice: LevelChoice): string {
  return choice === "any" ? "" : String(levelNumbers[choice]);
}
