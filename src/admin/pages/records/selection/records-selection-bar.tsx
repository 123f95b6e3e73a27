import { Trash2 } from "lucide-react";
import { Button } from "../../../components/button.tsx";
import { SelectionBar } from "../../../components/lists/selection-bar.tsx";
import type { MenuItem } from "../../../components/overlays/menu.tsx";
import { recordsText } from "../../../text/records.ts";
import styles from "./records-selection-bar.module.css";

const { selection: text } = recordsText;

/** How many records are selected, and what can be done with them. */
export function RecordsSelectionBar({
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
    <SelectionBar
      className={styles["bar"]}
      count={count}
      exports={exports}
      onClear={onClear}
    >
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
    </SelectionBar>
  );
}
