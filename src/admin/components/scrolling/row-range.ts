/** Rows from `first` to before `end`, counted from 0. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/** Rows by which the range moves, so that not every pixel of scrolling renders anew. */
const step = 4;

/** Rows beyond the view that are there already when it is scrolled. */
const margin = 6;

/** Rows that are rendered at most, however high the view is. */
export const mostRows = 96;

/** The rows to render where this is at the top of the view; pixels. */
export function rowsAt(
  top: number,
  viewHeight: number,
  rowHeight: number,
  rowCount: number,
): RowRange {
  const seen = Math.floor(top / rowHeight);
  const first = Math.max(0, Math.floor((seen - margin) / step) * step);
  const inView = Math.ceil(viewHeight / rowHeight) + 1;
  const count = Math.min(inView + 2 * margin + step, mostRows);
  return { first, end: Math.min(first + count, rowCount) };
}

/** The chunks, of so many rows each, that these rows are in. */
export function chunksOf({ first, end }: RowRange, size: number): number[] {
  const from = Math.floor(first / size);
  const to = Math.max(from, Math.floor((end - 1) / size));
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
