/** One row of a file: what it has in which column. */
export interface SourceRow {
  /** From 1; the line of names is not counted. */
  readonly number: number;
  /** The line of the file that it begins in; undefined where rows do not stand in lines of their own. */
  readonly line: number | undefined;
  readonly columns: readonly string[];
  /** By column. Of a text file all are texts, and there may be more or fewer than columns. */
  readonly values: readonly unknown[];
}

/** Rows that were read together. */
export interface SourcePiece {
  readonly rows: readonly SourceRow[];
  /** Bytes of the file that have been read by now. */
  readonly bytes: number;
}

/** A file that can be read again and again, piece by piece. */
export interface RowSource {
  /** Whether values are texts that stand for something. */
  readonly isText: boolean;
  /** Bytes of the file. */
  readonly size: number;
  /** @throws {Invalid} the file is malformed from here on */
  read(): AsyncIterable<SourcePiece>;
}

/** Bytes that one row may have: it is held in memory whole. */
export const largestRow = 16 * 1024 * 1024;

/** Columns that a file may have; a table has fewer. */
export const mostColumns = 2_000;
