import { SelectionBar } from "../../../components/lists/selection-bar.tsx";
import { logsText } from "../../../text/logs.ts";
import type { LogEntry } from "../entries/log-entry.ts";
import styles from "./logs-selection-bar.module.css";
import { saveCsv, saveJson } from "./save-entries.ts";

const { selection: texts } = logsText;

/** How many entries are selected, and what can be done with them. */
export function LogsSelectionBar({
  entries,
  onClear,
}: {
  readonly entries: readonly LogEntry[];
  readonly onClear: () => void;
}) {
  return (
    <SelectionBar
      className={styles["bar"]}
      count={entries.length}
      exports={[
        { label: texts.json, onSelect: () => saveJson(entries) },
        { label: texts.csv, onSelect: () => saveCsv(entries) },
      ]}
      onClear={onClear}
    />
  );
}
