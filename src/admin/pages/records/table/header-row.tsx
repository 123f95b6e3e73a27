import { useEffect, useRef } from "react";
import { VisuallyHidden } from "../../../components/layout/visually-hidden.tsx";
import { recordsText } from "../../../text/records.ts";
import type { SortKey } from "../../../server/records-request.ts";
import type { extentOf } from "../selection/selection.ts";
import type { Column } from "../columns/column-model.ts";
import { type HeaderActions, HeaderCell } from "./header-cell.tsx";
import styles from "./header-row.module.css";

/** The headings of the table; it stays at the top. */
export function HeaderRow({
  cellId,
  columns,
  sort,
  selected,
  isEmpty,
  activeColumn,
  actions,
  onSelectAll,
}: {
  readonly cellId: (column: number) => string;
  readonly columns: readonly Column[];
  readonly sort: readonly SortKey[];
  readonly selected: ReturnType<typeof extentOf>;
  readonly isEmpty: boolean;
  /** Of the active cell, if it is in this row. */
  readonly activeColumn: number | undefined;
  readonly actions: HeaderActions;
  readonly onSelectAll: (isOn: boolean) => void;
}) {
  const { header } = recordsText;
  return (
    <div role="row" aria-rowindex={1} className={styles["row"]}>
      <div
        id={cellId(0)}
        role="columnheader"
        aria-colindex={1}
        className={styles["check"]}
        data-active={activeColumn === 0 || undefined}
      >
        <SelectAll
          selected={selected}
          disabled={isEmpty}
          onChange={onSelectAll}
        />
      </div>
      {columns.map((column, at) => {
        const { name } = column.field;
        const key = sort.find((one) => one.name === name);
        return (
          <HeaderCell
            key={column.field.id}
            id={cellId(at + 1)}
            column={column}
            index={at + 2}
            direction={key && (key.isDescending ? "descending" : "ascending")}
            isActive={activeColumn === at + 1}
            actions={actions}
          />
        );
      })}
      <div
        id={cellId(columns.length + 1)}
        role="columnheader"
        aria-colindex={columns.length + 2}
        className={styles["menu"]}
        data-active={activeColumn === columns.length + 1 || undefined}
      >
        <VisuallyHidden>{header.menu}</VisuallyHidden>
      </div>
    </div>
  );
}

function SelectAll({
  selected,
  disabled,
  onChange,
}: {
  readonly selected: ReturnType<typeof extentOf>;
  readonly disabled: boolean;
  readonly onChange: (isOn: boolean) => void;
}) {
  const element = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // HTML has no attribute for it.
    if (element.current !== null) {
      element.current.indeterminate = selected === "some";
    }
  }, [selected]);
  return (
    <input
      ref={element}
      type="checkbox"
      tabIndex={-1}
      className={styles["box"]}
      aria-label={recordsText.header.selectAll}
      disabled={disabled}
      checked={selected === "all"}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}
