import {
  type CSSProperties,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
} from "react";
import { classes } from "../../../components/classes.ts";
import { parseSort } from "../../../server/records-request.ts";
import { fill } from "../../../text/index.ts";
import { recordsText } from "../../../text/records.ts";
import { extentOf } from "../selection/selection.ts";
import { headerRow, type Reach } from "./active-cell.ts";
import { columnTemplate } from "./column-template.ts";
import { HeaderRow } from "./header-row.tsx";
import { NewRecords } from "./new-records.tsx";
import { cellId } from "./record-row.tsx";
import styles from "./records-table.module.css";
import { RowMenu } from "./row-menu.tsx";
import type { RecordsTableProps } from "./table-props.ts";
import { TableRows } from "./table-rows.tsx";
import { TableStatus } from "./table-status.tsx";
import { useRowHeight } from "../../../components/scrolling/use-row-height.ts";
import { useRowSelection } from "./use-row-selection.ts";
import { useRows } from "./use-rows.ts";
import { useTableControl } from "./use-table-control.ts";
import { useTableScroll } from "../../../components/scrolling/use-table-scroll.ts";

/** Rows that keep the room while nothing is known of how many there are. */
const awaited = 20;

/** Records in rows, of any number: those near the view are loaded and rendered. */
export function RecordsTable(props: RecordsTableProps) {
  const { ref, collection, request, columns, live, selection, onError } = props;
  const { shown } = columns;
  const gridId = useId();
  const rowHeight = useRowHeight();
  const count = props.count ?? (props.hasFailed ? 0 : awaited);
  const scroller = useRef<HTMLDivElement>(null);
  const scroll = useTableScroll(scroller, count, rowHeight);
  const { range, show, goTo, firstInView } = scroll;
  const rows = useRows(request, range, scroll);
  const rowsNow = useRef(rows);
  useEffect(() => {
    rowsNow.current = rows;
  }, [rows]);
  useEffect(() => onError(rows.error), [rows.error, onError]);

  const sortKeys = useMemo(
    () => parseSort(collection, props.sort),
    [collection, props.sort],
  );
  const reach: Reach = {
    rows: count,
    columns: shown.length + 2,
    page: scroll.rowsInView,
  };
  const rowSelection = useRowSelection(request, rowsNow, props.onSelection);
  const control = useTableControl(props, {
    gridId,
    rows,
    reach,
    rowSelection,
    show,
  });
  const { active, menu } = control;

  useImperativeHandle(
    ref,
    () => ({ isAtTop: () => firstInView() === 0, goToTop: () => goTo(0) }),
    [firstInView, goTo],
  );

  // Other records, or in another order: where one was means nothing there.
  const order = `${request.filter}\n${request.sort}`;
  const shownOrder = useRef(order);
  useEffect(() => {
    if (shownOrder.current === order) return;
    shownOrder.current = order;
    goTo(0);
  }, [order, goTo]);

  const isInDocument =
    active !== undefined &&
    (active.row === headerRow ||
      (active.row >= range.first && active.row < range.end));
  return (
    <div
      className={styles["frame"]}
      style={
        {
          ...columnTemplate(shown, control.header.dragged),
          "--row-height": `${rowHeight}px`,
          "--header-height": `${rowHeight}px`,
        } as CSSProperties
      }
    >
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        className={styles["grid"]}
        aria-label={fill(recordsText.table, { collection: collection.name })}
        aria-rowcount={props.isCounted ? count + 1 : -1}
        aria-colcount={reach.columns}
        aria-multiselectable
        aria-busy={(rows.isPending && props.count !== 0) || undefined}
        aria-activedescendant={isInDocument ? control.idOf(active) : undefined}
        onKeyDown={control.handleKey}
        onMouseDown={control.handleMouseDown}
        onClick={control.handleClick}
      >
        <div role="rowgroup" className={styles["header"]}>
          <HeaderRow
            cellId={(column) => cellId(gridId, headerRow, column)}
            columns={shown}
            sort={sortKeys}
            selected={extentOf(selection, props.count ?? 0)}
            isEmpty={props.count === 0}
            activeColumn={active?.row === headerRow ? active.column : undefined}
            actions={control.header.actions}
            onSelectAll={control.selectAll}
          />
        </div>
        <div
          role="rowgroup"
          className={styles["box"]}
          style={{ height: scroll.boxHeight }}
        >
          <div
            role="presentation"
            className={classes(
              styles["rows"],
              rows.isPending && styles["pending"],
            )}
            style={{ top: scroll.rowsTop }}
          >
            <TableRows
              gridId={gridId}
              range={range}
              rows={rows}
              columns={shown}
              selection={selection}
              live={live}
              active={active}
              actions={props.actions}
            />
          </div>
        </div>
      </div>
      {props.count === 0 && rows.error === undefined && (
        <div className={styles["empty"]}>{props.empty}</div>
      )}
      <NewRecords
        count={live.created.size}
        onShow={() => {
          goTo(0);
          void live.reload();
          scroller.current?.focus();
        }}
      />
      <TableStatus
        count={props.count}
        isCounted={props.isCounted}
        hasFailed={props.hasFailed}
        scroll={scroll}
      />
      {menu !== undefined && (
        <RowMenu
          anchor={menu.anchor}
          edge={menu.edge}
          collection={collection}
          record={menu.record}
          onOpen={() => props.onOpen(menu.record)}
          onDuplicate={() => props.onDuplicate(menu.record)}
          onDelete={() => props.onDelete(menu.record)}
          onClose={control.closeMenu}
        />
      )}
    </div>
  );
}
