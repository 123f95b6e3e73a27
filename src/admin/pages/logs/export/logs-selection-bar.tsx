import { Download, X } from "lucide-react";
import { Button } from "../../../components/button.tsx";
import { Menu } from "../../../components/overlays/menu.tsx";
import { fill } from "../../../text/index.ts";
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
    <div role="region" aria-label={texts.label} className={styles["bar"]}>
      <strong role="status" className={styles["count"]}>
        {fill(texts.count, { count: entries.length.toLocaleString("en") })}
      </strong>
      <Button kind="ghost" size="small" icon={X} onClick={onClear}>
        {texts.clear}
      </Button>
      <Menu
        label={texts.export}
        trigger={
          <Button kind="secondary" size="small" icon={Download}>
            {texts.export}
          </Button>
        }
        items={[
          { label: texts.json, onSelect: () => saveJson(entries) },
          { label: texts.csv, onSelect: () => saveCsv(entries) },
        ]}
      />
    </div>
  );
}
