import type { RecordModel } from "pocketbase";
import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useState,
} from "react";
import type { MenuEdge } from "../../../components/hooks/use-popup.ts";
import {
  allSelected,
  isAnySelected,
  nothingSelected,
} from "../selection/selection.ts";
import { type ActiveCell, headerRow, type Reach } from "./active-cell.ts";
import { cellId } from "./record-row.tsx";
import { copyValue } from "./copying.ts";
import type { RecordsTableProps } from "./table-props.ts";
import { useActiveCell } from "./use-active-cell.ts";
import { useHeaderActions } from "./use-header-actions.ts";
import type { RowSelection } from "./use-row-selection.ts";
import type { Rows } from "./use-rows.ts";
import { createKeyHandler, type TableKeys } from "./use-table-keys.ts";
import { useOpeningPress } from "../../../components/hooks/use-opening-press.ts";
import { copyAndSay } from "../../../components/texts/copy-and-say.ts";

/** A menu that is open at a row's button. */
export interface OpenMenu {
  readonly record: RecordModel;
  readonly anchor: Element;
  /** Undefined if it was opened by pointer. */
  readonly edge: MenuEdge | undefined;
}

/** What clicks and keys in the table do. */
export function useTableControl(
  props: RecordsTableProps,
  table: {
    readonly gridId: string;
    readonly rows: Rows;
    readonly reach: Reach;
    readonly rowSelection: RowSelection;
    readonly show: (row: number) => void;
  },
) {
  const { columns, live, selection, onSelection } = props;
  const { gridId, rows, reach, rowSelection, show } = table;
  const { shown } = columns;
  const menuColumn = shown.length + 1;
  const header = useHeaderActions(columns, props.onSort);
  const [menu, setMenu] = useState<OpenMenu>();
  const menuPress = useOpeningPress(() => setMenu(undefined));
  const idOf = useCallback(
    ({ row, column }: ActiveCell) => cellId(gridId, row, column),
    [gridId],
  );
  const { active, activate, mark } = useActiveCell(reach, show, idOf);
  const isSelecting = isAnySelected(selection);

  function open(position: number): void {
    const record = rows.at(position);
    if (record !== undefined && !live.deleted.has(record.id)) {
      props.onOpen(record);
    }
  }

  function openMenu(position: number, edge?: MenuEdge): void {
    const record = rows.at(position);
    const cell = document.getElementById(cellId(gridId, position, menuColumn));
    const anchor = cell?.querySelector("button");
    if (record !== undefined && anchor) setMenu({ record, anchor, edge });
  }

  function selectAll(isOn: boolean): void {
    onSelection(() => (isOn ? allSelected : nothingSelected));
  }

  /** Enter on a cell. */
  function enter({ row, column }: ActiveCell): void {
    const heading = shown[column - 1];
    if (row > headerRow) {
      if (column === menuColumn) openMenu(row, "first");
      else if (column === 0) rowSelection.toggle(row);
      else open(row);
    } else if (heading !== undefined) header.actions.sort(heading);
    else if (column === 0) selectAll(!isSelecting);
  }

  function copy({ row, column }: ActiveCell): void {
    const field = shown[column - 1]?.field;
    if (field === undefined) return;
    const record = rows.at(row);
    if (row === headerRow) void copyAndSay(field.name);
    else if (record !== undefined) void copyValue(record, field);
  }

  const keys: TableKeys = {
    move: (to, from, isExtending) => {
      activate(to);
      if (!isExtending || to.row === from.row || to.row === headerRow) return;
      if (!isSelecting && from.row > headerRow) rowSelection.toggle(from.row);
      rowSelection.extendTo(to.row);
    },
    open: enter,
    actOn: (cell) => {
      const element = document.getElementById(idOf(cell));
      element?.querySelector<HTMLElement>("a, button")?.click();
    },
    toggle: ({ row }, isRange) => {
      if (row === headerRow) selectAll(!isSelecting);
      else if (isRange) rowSelection.extendTo(row);
      else rowSelection.toggle(row);
    },
    copy,
    openMenu: ({ row }) => openMenu(row, "first"),
    selectAll: () => selectAll(true),
    clearSelection: () => {
      if (isSelecting) selectAll(false);
      return isSelecting;
    },
    remove: () => {
      if (isSelecting) props.onDeleteSelected();
      return isSelecting;
    },
    resize: (column, by) => header.resizeBy(column - 1, by),
    moveColumn: (column, by) => {
      if (!header.moveBy(column - 1, by)) return;
      activate({ row: headerRow, column: column + by });
    },
  };
  const handleKey: (event: KeyboardEvent<HTMLElement>) => void =
    createKeyHandler(active, reach, keys);

  /** The focus stays at the grid, whose keys go on from here. */
  function handleMouseDown(event: MouseEvent<HTMLElement>): void {
    const { target, currentTarget, shiftKey } = event;
    if (!(target instanceof Element)) return;
    const row = target.closest<HTMLElement>("[data-position]");
    const control = target.closest(
      ":is([data-position], [data-heading]) :is(button, input, [data-part=record])",
    );
    // With Shift it selects rows, not the words between.
    if (control === null && (row === null || !shiftKey)) return;
    event.preventDefault();
    currentTarget.focus({ preventScroll: true });
    const button = target.closest<HTMLElement>("[data-part=menu]");
    if (row === null || button === null || event.button !== 0) return;
    const position = Number(row.dataset["position"]);
    mark({ row: position, column: menuColumn });
    openMenu(position);
    menuPress.begin(button, event);
  }

  function handleClick(event: MouseEvent<HTMLElement>): void {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const row = target.closest<HTMLElement>("[data-position]");
    const cell = target.closest("[role=gridcell], [data-heading]");
    const column = Number(cell?.getAttribute("aria-colindex") ?? 1) - 1;
    if (row === null) {
      if (cell !== null) mark({ row: headerRow, column });
      return;
    }
    const position = Number(row.dataset["position"]);
    mark({ row: position, column });
    const part = target.closest<HTMLElement>("[data-part]")?.dataset["part"];
    // A click that no pointer makes counts none.
    const edge = event.detail === 0 ? "first" : undefined;
    if (part === "menu") {
      if (!menuPress.isUnderWay()) openMenu(position, edge);
    } else if (part === "record") {
      // With a key it opens elsewhere, and means no rows.
      return;
    } else if (event.shiftKey) rowSelection.extendTo(position);
    else if (part === "check" || event.ctrlKey || event.metaKey) {
      rowSelection.toggle(position);
    } else if (target.closest("a, button") === null && !isMarking()) {
      open(position);
    }
  }

  return {
    active,
    header,
    idOf,
    menu,
    closeMenu: () => {
      if (!menuPress.isUnderWay()) setMenu(undefined);
    },
    selectAll,
    handleKey,
    handleMouseDown,
    handleClick,
  };
}

/** Whether the click has ended with a marked text, which somebody wants to copy. */
function isMarking(): boolean {
  return document.getSelection()?.isCollapsed === false;
}
