import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { classes } from "../../../components/classes.ts";
import { copyAndSay } from "../../../components/texts/copy-and-say.ts";
import { fill } from "../../../text/index.ts";
import { sqlText } from "../../../text/sql.ts";
import { useRowHeight } from "../../../components/scrolling/use-row-height.ts";
import { useTableScroll } from "../../../components/scrolling/use-table-scroll.ts";
import { CellDialog } from "./cell-dialog.tsx";
import { columnWidths, isNumeric, sortRows } from "./column-widths.ts";
import { type Cell, moveCell } from "./move-cell.ts";
import type { SqlTable } from "./result-file.ts";
import { ResultHeading } from "./result-heading.tsx";
import styles from "./result-table.module.css";

const { result: texts } = sqlText;

/** The rows of a result; those near the view are rendered. One cell at a time can be reached, copied and shown in full. */
export function ResultTable({ table }: { readonly table: SqlTable }) {
  const { columns } = table;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const [active, setActive] = useState<Cell>();
  const [opened, setOpened] = useState<Cell>();
  const [sort, setSort] = useState<{
    readonly column: number;
    readonly isDescending: boolean;
  }>();
  const rows = useMemo(
    () =>
      sort === undefined
        ? table.rows
        : sortRows(table, sort.column, sort.isDescending),
    [table, sort],
  );
  const widths = useMemo(() => columnWidths(table), [table]);
  const atEnd = useMemo(
    () => columns.map((_, index) => isNumeric(table, index)),
    [table, columns],
  );
  const { range, rowsTop, boxHeight, show, rowsInView } = useTableScroll(
    scroller,
    rows.length,
    rowHeight,
  );
  const cellId = ({ row, column }: Cell) => `${id}-${row}-${column}`;
  const valueOf = ({ row, column }: Cell) => rows[row]?.[column] ?? null;
  const isRendered =
    active !== undefined && active.row >= range.first && active.row < range.end;

  function activate(cell: Cell): void {
    setActive(cell);
    show(cell.row);
    document
      .getElementById(cellId(cell))
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function handleKey(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget) return;
    const { key, ctrlKey, metaKey } = event;
    const cell = active ?? { row: 0, column: 0 };
    const isCopy = (ctrlKey || metaKey) && key.toLowerCase() === "c";
    const isMarked = document.getSelection()?.isCollapsed === false;
    if (isCopy && !isMarked) void copyAndSay(valueOf(cell) ?? "");
    else if (key === "Enter") setOpened(cell);
    else {
      const to = moveCell(cell, key, ctrlKey || metaKey, rowsInView);
      if (to === undefined) return;
      const lastRow = rows.length - 1;
      const lastColumn = columns.length - 1;
      activate(
        active === undefined
          ? cell
          : {
              row: Math.min(Math.max(to.row, 0), lastRow),
              column: Math.min(Math.max(to.column, 0), lastColumn),
            },
      );
    }
    event.preventDefault();
  }

  function handleClick({ target, detail }: MouseEvent): void {
    if (!(target instanceof Element)) return;
    const data = target.closest<HTMLElement>("[data-row]")?.dataset;
    if (data === undefined) return;
    const cell = { row: Number(data["row"]), column: Number(data["column"]) };
    setActive(cell);
    if (detail === 2) setOpened(cell);
  }

  return (
    <div
      className={styles["frame"]}
      style={
        {
          "--row-height": `${rowHeight}px`,
          "--columns": `4rem ${widths
            .map((width) => `minmax(calc(${width}ch + 1.25rem), 1fr)`)
            .join(" ")}`,
          "--width": `calc(4rem + ${widths.reduce((sum, width) => sum + width, 0)}ch + ${widths.length} * 1.25rem)`,
        } as CSSProperties
      }
    >
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        className={styles["grid"]}
        aria-label={texts.table}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={isRendered ? cellId(active) : undefined}
        onKeyDown={handleKey}
        onClick={handleClick}
      >
        <div role="rowgroup" className={styles["header"]}>
          <div role="row" aria-rowindex={1} className={styles["row"]}>
            <span role="columnheader" className={styles["number"]}>
              {texts.number}
            </span>
            {columns.map((column, index) => (
              <ResultHeading
                // Names may be there twice.
                // oxlint-disable-next-line react/no-array-index-key
                key={index}
                column={column}
                isAtEnd={atEnd[index] === true}
                isSorted={sort?.column === index}
                isDescending={sort?.isDescending === true}
                onSort={(isDescending) =>
                  setSort({ column: index, isDescending })
                }
              />
            ))}
          </div>
        </div>
        <div
          role="rowgroup"
          className={styles["box"]}
          style={{ height: boxHeight }}
        >
          <div
            role="presentation"
            className={styles["rows"]}
            style={{ top: rowsTop }}
          >
            {rows.slice(range.first, range.end).map((values, index) => {
              const row = range.first + index;
              return (
                <div
                  key={row}
                  role="row"
                  aria-rowindex={row + 2}
                  className={styles["row"]}
                >
                  <span role="rowheader" className={styles["number"]}>
                    {row + 1}
                  </span>
                  {values.map((value, column) => (
                    <span
                      // oxlint-disable-next-line react/no-array-index-key
                      key={column}
                      id={cellId({ row, column })}
                      role="gridcell"
                      data-row={row}
                      data-column={column}
                      data-active={
                        (active?.row === row && active.column === column) ||
                        undefined
                      }
                      className={classes(
                        styles["cell"],
                        atEnd[column] === true && styles["end"],
                        (value ?? "") === "" && styles["nothing"],
                      )}
                    >
                      <span className={styles["value"]}>{write(value)}</span>
                    </span>
                  ))}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {opened !== undefined && (
        <CellDialog
          title={fill(texts.cellTitle, {
            column: columns[opened.column]?.name,
            row: opened.row + 1,
          })}
          value={valueOf(opened)}
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  );
}

/** Characters of a value that a cell holds. */
const longest = 300;

function write(value: string | null): string {
  if (value === null) return texts.null;
  return value === "" ? texts.empty : value.slice(0, longest);
}
