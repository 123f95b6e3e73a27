/** The cell that keys act on. Row -1 is the header. */
export interface ActiveCell {
  readonly row: number;
  readonly column: number;
}

export const headerRow = -1;

/** How far the cells reach. */
export interface Reach {
  readonly rows: number;
  readonly columns: number;
  /** Rows that a page has. */
  readonly page: number;
}

/** A pressed key. `far` is with Control or Command. */
export interface Press {
  readonly key: string;
  readonly far: boolean;
}

/** Where a key leads to (WAI-ARIA Authoring Practices, "Data Grid"); undefined if it leads nowhere. */
export function moveCell(
  { row, column }: ActiveCell,
  { key, far }: Press,
  reach: Reach,
): ActiveCell | undefined {
  const { rows, columns, page } = reach;
  switch (key) {
    case "ArrowUp":
      return within({ row: far ? 0 : row - 1, column }, reach);
    case "ArrowDown":
      return within({ row: far ? rows - 1 : row + 1, column }, reach);
    case "ArrowLeft":
      return within({ row, column: far ? 0 : column - 1 }, reach);
    case "ArrowRight":
      return within({ row, column: far ? columns - 1 : column + 1 }, reach);
    case "PageUp":
      return within({ row: Math.max(0, row - page), column }, reach);
    case "PageDown":
      return within({ row: row + page, column }, reach);
    case "Home":
      return within(far ? { row: 0, column: 0 } : { row, column: 0 }, reach);
    case "End":
      return within({ row: far ? rows - 1 : row, column: columns - 1 }, reach);
    default:
      return undefined;
  }
}

/** The cell nearest to this one that there is. */
export function within(
  { row, column }: ActiveCell,
  { rows, columns }: Reach,
): ActiveCell {
  return {
    row: Math.min(Math.max(row, headerRow), rows - 1),
    column: Math.min(Math.max(column, 0), columns - 1),
  };
}
