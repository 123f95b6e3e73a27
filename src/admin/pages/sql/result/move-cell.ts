/** A cell of a result, from 0. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/**
 * Where a key leads from a cell, maybe beyond the table; undefined if it leads nowhere.
 *
 * @param isFar whether it is held together with Control or Command
 * @param page rows that are seen at once
 */
export function moveCell(
  { row, column }: Cell,
  key: string,
  isFar: boolean,
  page: number,
): Cell | undefined {
  const far = Number.MAX_SAFE_INTEGER;
  const to: Readonly<Record<string, Cell>> = {
    ArrowDown: { row: isFar ? far : row + 1, column },
    ArrowUp: { row: isFar ? 0 : row - 1, column },
    ArrowRight: { row, column: isFar ? far : column + 1 },
    ArrowLeft: { row, column: isFar ? 0 : column - 1 },
    PageDown: { row: row + page, column },
    PageUp: { row: row - page, column },
    Home: { row: isFar ? 0 : row, column: 0 },
    End: { row: isFar ? far : row, column: far },
  };
  return to[key];
}
