import { useEffect, useRef } from "react";
import { classes } from "../../../components/classes.ts";
import { VisuallyHidden } from "../../../components/layout/visually-hidden.tsx";
import { recordsText } from "../../../text/records.ts";
import type { SortKey } from "../../../server/records-request.ts";
import type { extentOf } from "../selection/selection.ts";
import type { Column } from "../columns/column-model.ts";
import {
  type DropSide,
  type HeaderActions,
  HeaderCell,
} from "./header-cell.tsx";
import styles from "./header-row.module.css";
import { type ColumnDrag, placesBy, useColumnDrag } from "./use-column-drag.ts";

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
  const { drag, events } = useColumnDrag((from, by) => {
    const column = columns[from];
    if (column !== undefined) actions.move(column, by);
  });
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={classes(
        styles["row"],
        drag !== undefined && styles["dragging"],
      )}
      {...events}
    >
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
            isDragged={drag?.from === at}
            drop={drag && dropSide(drag, at, columns.length)}
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

/** At which side of a heading the dragged one would go, if it is there that it would. */
function dropSide(
  drag: ColumnDrag,
  at: number,
  count: number,
): DropSide | undefined {
  if (placesBy(drag) === 0) return undefined;
  if (drag.gap === at) return "before";
  return drag.gap === count && at === count - 1 ? "after" : undefined;
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
