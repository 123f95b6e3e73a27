import { fileTexts } from "./file-texts.ts";
import type { FileFormat } from "./file-format.ts";
import { readCsv } from "./read-csv.ts";
import { readJsonArray, readJsonLines } from "./read-json.ts";

/** Some rows of a file that follow each other. */
export interface RowPiece {
  readonly columns: readonly string[];
  readonly rows: readonly FileRow[];
  /** Of CSV: what stands between values. */
  readonly delimiter: string | undefined;
}

/** What a row has in which column, as text. */
export type FileRow = ReadonlyMap<string, string>;

/**
 * Reads a file as the server does: CSV with a line of names, or JSON.
 *
 * @param delimiter of CSV: found out when absent
 * @throws {SyntaxError} it is no JSON
 */
export async function* readRows(
  file: Blob,
  format: FileFormat,
  delimiter?: string,
): AsyncGenerator<RowPiece> {
  const texts = fileTexts(file);
  if (format === "csv") {
    let columns: readonly string[] | undefined;
    for await (const piece of readCsv(texts, delimiter)) {
      const [first, ...others] = piece.lines;
      const lines = columns === undefined ? others : piece.lines;
      columns ??= first?.map((name) => name.trim());
      const names = columns ?? [];
      const rows = lines.map((values) => rowOf(names, values));
      yield { columns: names, rows, delimiter: piece.delimiter };
    }
    return;
  }
  const read = format === "json" ? readJsonArray : readJsonLines;
  for await (const entries of read(texts)) {
    const rows = entries.map(rowOfObject);
    const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
    yield { columns, rows, delimiter: undefined };
  }
}

function rowOf(names: readonly string[], values: readonly string[]): FileRow {
  return new Map(names.map((name, at) => [name, values[at] ?? ""]));
}

function rowOfObject(entry: unknown): FileRow {
  return new Map(
    Object.entries(Object(entry) as object).map(([name, value]) => [
      name,
      textOf(value),
    ]),
  );
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
