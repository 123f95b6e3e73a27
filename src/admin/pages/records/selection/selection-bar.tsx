import { Download, Trash2, X } from "lucide-react";
import { Button } from "../../../components/button.tsx";
import { Menu, type MenuItem } from "../../../components/overlays/menu.tsx";
import { fill } from "../../../text/index.ts";
import { recordsText } from "../../../text/records.ts";
import styles from "./selection-bar.module.css";

const { selection: text } = recordsText;

/** How many records are selected, and what can be done with them. */
export function SelectionBar({
  count,
  canDelete,
  isBusy,
  exports,
  onDelete,
  onClear,
}: {
  readonly count: number;
  readonly canDelete: boolean;
  readonly isBusy: boolean;
  readonly exports: readonly MenuItem[];
  readonly onDelete: () => void;
  readonly onClear: () => void;
}) {
  return (
    <div role="region" aria-label={text.label} className={styles["bar"]}>
      <strong role="status" className={styles["count"]}>
        {fill(text.count, { count: count.toLocaleString("en") })}
      </strong>
      <Button kind="ghost" size="small" icon={X} onClick={onClear}>
        {text.clear}
      </Button>
      <Menu
        label={text.export}
        items={exports}
        trigger={
          <Button kind="secondary" size="small" icon={Download}>
            {text.export}
          </Button>
        }
      />
      {canDelete && (
        <Button
          kind="danger"
          size="small"
          icon={Trash2}
          busy={isBusy}
          onClick={onDelete}
        >
          {text.delete}
        </Button>
      )}
    </div>
  );
}
