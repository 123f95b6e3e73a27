import type { RecordModel } from "pocketbase";
import { memo } from "react";
import { classes } from "../../../components/classes.ts";
import { fill } from "../../../text/index.ts";
import { recordsText } from "../../../text/records.ts";
import type { Column } from "../columns/column-model.ts";
import { Cell } from "./cells/cell.tsx";
import { isAtEnd } from "./cells/cell-text.ts";
import styles from "./record-row.module.css";
import type { RowActions } from "./row-actions.ts";

export type RowMark = "changed" | "deleted" | undefined;

interface RecordRowProps {
  /** Of the row among all, from 0. */
  readonly position: number;
  /** Undefined while it is being loaded. */
  readonly record: RecordModel | undefined;
  readonly columns: readonly Column[];
  readonly gridId: string;
  readonly isSelected: boolean;
  readonly mark: RowMark;
  /** Of the active cell, if it is in this row. */
  readonly activeColumn: number | undefined;
  readonly actions: RowActions;
}

/** The id of a cell, by which the table says that it is the active one. */
export function cellId(gridId: string, row: number, column: number): string {
  return `${gridId}-${row}-${column}`;
}

/** A record in the table. The table itself listens to clicks on it: see `data-part`. */
export const RecordRow = memo(function RecordRow(props: RecordRowProps) {
  const { position, record, columns, gridId, isSelected, mark } = props;
  const { activeColumn, actions } = props;
  const cell = (column: number) => ({
    id: cellId(gridId, position, column),
    role: "gridcell",
    "aria-colindex": column + 1,
    "data-active": activeColumn === column || undefined,
  });
  const isDeleted = mark === "deleted";
  return (
    <div
      role="row"
      // The header is the first.
      aria-rowindex={position + 2}
      aria-selected={isSelected}
      aria-busy={record === undefined || undefined}
      data-position={position}
      title={isDeleted ? recordsText.record.deleted : undefined}
      className={classes(
        styles["row"],
        isSelected && styles["selected"],
        mark !== undefined && styles[mark],
      )}
    >
      <div {...cell(0)} className={styles["check"]} data-part="check">
        {record !== undefined && (
          <input
            type="checkbox"
            tabIndex={-1}
            className={styles["box"]}
            aria-label={fill(recordsText.record.select, { id: record.id })}
            checked={isSelected}
            readOnly
          />
        )}
      </div>
      {columns.map(({ field }, at) => (
        <div
          key={field.id}
          {...cell(at + 1)}
          className={classes(styles["cell"], isAtEnd(field) && styles["end"])}
        >
          {record !== undefined && (
            <Cell record={record} field={field} actions={actions} />
          )}
        </div>
      ))}
      <div {...cell(columns.length + 1)} className={styles["menu"]}>
        {record !== undefined && (
          <button
            type="button"
            tabIndex={-1}
            className={styles["more"]}
            data-part="menu"
            aria-haspopup="menu"
            aria-label={fill(recordsText.record.menu, { id: record.id })}
          />
        )}
      </div>
    </div>
  );
});
