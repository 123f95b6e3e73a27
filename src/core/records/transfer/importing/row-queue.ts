import type { RowValues } from "./row-values.ts";
import type { SourceRow } from "./source/source-row.ts";

/** A row of a file and what it says. */
export interface ReadRow {
  readonly row: SourceRow;
  readonly values: RowValues;
}

/** Rows in their order, read as far as they are wanted. */
export class RowQueue {
  readonly #rows: readonly SourceRow[];
  readonly #read: (row: SourceRow) => RowValues;
  readonly #known: ReadRow[] = [];
  #at = 0;

  constructor(rows: readonly SourceRow[], read: (row: SourceRow) => RowValues) {
    this.#rows = rows;
    this.#read = read;
  }

  /** The first that is left. */
  get first(): ReadRow | undefined {
    return this.next(1)[0];
  }

  /** As many of those that are left. */
  next(count: number): readonly ReadRow[] {
    const end = Math.min(this.#at + count, this.#rows.length);
    for (let at = this.#known.length; at < end; at++) {
      const row = this.#rows[at];
      if (row !== undefined) {
        this.#known.push({ row, values: this.#read(row) });
      }
    }
    return this.#known.slice(this.#at, end);
  }

  /** As many are done. */
  drop(count: number): void {
    this.#at += count;
  }
}
