import { ArrowDown, ArrowUp, EyeOff } from "lucide-react";
import { type PointerEvent, useRef } from "react";
import { classes } from "../../../components/classes.ts";
import { fill } from "../../../text/index.ts";
import { recordsText } from "../../../text/records.ts";
import type { Column } from "../columns/column-model.ts";
import { isAtEnd } from "./cells/cell-text.ts";
import { FieldTypeIcon } from "./field-type-icon.tsx";
import styles from "./header-row.module.css";

export type SortDirection = "ascending" | "descending";

/** What can be done with a column by its heading. */
export interface HeaderActions {
  readonly sort: (column: Column) => void;
  /** Shows the width while it is dragged. */
  readonly preview: (column: Column, width: number | undefined) => void;
  readonly resize: (column: Column, width: number) => void;
  /** Moves it by so many places. */
  readonly move: (column: Column, by: number) => void;
}

/** Where a heading that is being dragged would go. */
export type DropSide = "before" | "after";

/** The heading of a column: sorts by it, is dragged to move it, and its edge resizes it. */
export function HeaderCell({
  id,
  column,
  index,
  direction,
  isActive,
  isDragged,
  drop,
  actions,
}: {
  readonly id: string;
  readonly column: Column;
  /** Of the column, from 1. */
  readonly index: number;
  readonly direction: SortDirection | undefined;
  readonly isActive: boolean;
  readonly isDragged: boolean;
  readonly drop: DropSide | undefined;
  readonly actions: HeaderActions;
}) {
  const { field } = column;
  const Arrow = direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <div
      id={id}
      role="columnheader"
      aria-colindex={index}
      aria-sort={direction ?? "none"}
      className={classes(
        styles["heading"],
        isAtEnd(field) && styles["end"],
        direction !== undefined && styles["sorted"],
        isDragged && styles["dragged"],
        drop !== undefined && styles[drop],
      )}
      data-heading
      data-active={isActive || undefined}
    >
      <button
        type="button"
        tabIndex={-1}
        className={styles["sort"]}
        title={fill(recordsText.header.sort, { column: field.name })}
        onClick={() => actions.sort(column)}
      >
        <FieldTypeIcon field={field} />
        <span className={styles["name"]}>{field.name}</span>
        {field.hidden && (
          <EyeOff role="img" aria-label={recordsText.columns.hidden} />
        )}
        {direction !== undefined && <Arrow aria-hidden />}
      </button>
      <Edge column={column} actions={actions} />
    </div>
  );
}

/** For pointers only: the heading itself takes the keys that resize. */
function Edge({
  column,
  actions,
}: {
  readonly column: Column;
  readonly actions: HeaderActions;
}) {
  const start = useRef<{ x: number; width: number }>(undefined);

  function widthAt({ clientX }: PointerEvent): number | undefined {
    const from = start.current;
    if (from === undefined) return undefined;
    const { fontSize } = getComputedStyle(document.documentElement);
    const scale = Number.parseFloat(fontSize) / 16;
    return from.width + (clientX - from.x) / scale;
  }

  function handleEnd(event: PointerEvent, isKept: boolean): void {
    const width = widthAt(event);
    start.current = undefined;
    actions.preview(column, undefined);
    if (width !== undefined && isKept) actions.resize(column, width);
  }

  return (
    <span
      aria-hidden="true"
      className={styles["edge"]}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width: column.width };
      }}
      onPointerMove={(event) => {
        const width = widthAt(event);
        if (width !== undefined) actions.preview(column, width);
      }}
      onPointerUp={(event) => handleEnd(event, true)}
      onPointerCancel={(event) => handleEnd(event, false)}
    />
  );
}
