import type { KeyboardEvent } from "react";
import {
  type ActiveCell,
  headerRow,
  moveCell,
  type Reach,
} from "./active-cell.ts";

/** What keys do besides moving. Rows are positions, columns those of cells. */
export interface TableKeys {
  readonly move: (
    to: ActiveCell,
    from: ActiveCell,
    isExtending: boolean,
  ) => void;
  readonly open: (cell: ActiveCell) => void;
  /** Acts on what is in the cell: opens a related record, follows a link. */
  readonly actOn: (cell: ActiveCell) => void;
  readonly toggle: (cell: ActiveCell, isRange: boolean) => void;
  readonly copy: (cell: ActiveCell) => void;
  readonly openMenu: (cell: ActiveCell) => void;
  readonly selectAll: () => void;
  readonly clearSelection: () => boolean;
  readonly remove: () => boolean;
  readonly resize: (column: number, by: -1 | 1) => void;
  readonly moveColumn: (column: number, by: -1 | 1) => void;
}

/** Listens to the keys of a grid that has the focus itself. */
export function createKeyHandler(
  active: ActiveCell | undefined,
  reach: Reach,
  keys: TableKeys,
): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    if (event.target !== event.currentTarget) return;
    const cell = active ?? { row: 0, column: 0 };
    const isHandled =
      handleColumn(event, cell, keys) ||
      handleCommand(event, cell, keys) ||
      handleMove(event, cell, active !== undefined, reach, keys);
    if (isHandled) event.preventDefault();
  };
}

/** In the header, Alt and an arrow make a column wider or narrower, with Shift they move it. */
function handleColumn(
  { key, altKey, shiftKey }: KeyboardEvent,
  { row, column }: ActiveCell,
  { resize, moveColumn }: TableKeys,
): boolean {
  const by = key === "ArrowLeft" ? -1 : 1;
  const isArrow = key === "ArrowLeft" || key === "ArrowRight";
  if (!altKey || !isArrow || row !== headerRow) return false;
  (shiftKey ? moveColumn : resize)(column, by);
  return true;
}

function handleCommand(
  { key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent,
  cell: ActiveCell,
  keys: TableKeys,
): boolean {
  if (altKey) return false;
  const isCommand = ctrlKey || metaKey;
  if (isCommand && key === "a") keys.selectAll();
  else if (isCommand && key === "c") {
    // A text that is selected is what is meant.
    if (!isNothingMarked()) return false;
    keys.copy(cell);
  } else if (isCommand) return false;
  else if (key === "F10" && shiftKey) keys.openMenu(cell);
  else if (key === "ContextMenu") keys.openMenu(cell);
  else if (key === "Enter") keys.open(cell);
  else if (key === "F2") keys.actOn(cell);
  else if (key === " ") keys.toggle(cell, shiftKey);
  else if (key === "Escape") return keys.clearSelection();
  else if (key === "Delete") return keys.remove();
  else return false;
  return true;
}

function handleMove(
  { key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent,
  cell: ActiveCell,
  isActive: boolean,
  reach: Reach,
  { move }: TableKeys,
): boolean {
  if (altKey) return false;
  const far = ctrlKey || metaKey;
  // The first key shows where one is.
  const to = isActive ? moveCell(cell, { key, far }, reach) : firstCell(key);
  if (to === undefined) return false;
  move(to, cell, shiftKey);
  return true;
}

function firstCell(key: string): ActiveCell | undefined {
  return key.startsWith("Arrow") ? { row: 0, column: 1 } : undefined;
}

function isNothingMarked(): boolean {
  return document.getSelection()?.isCollapsed !== false;
}
