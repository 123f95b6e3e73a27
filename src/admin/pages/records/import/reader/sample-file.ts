import { fileTexts } from "./file-texts.ts";
import { type FileFormat, guessFormat } from "./file-format.ts";
import { type FileRow, readRows } from "./read-rows.ts";

/** What a file with rows looks like, by its beginning. */
export interface FileSample {
  readonly format: FileFormat;
  /** Of CSV: what stands between values. */
  readonly delimiter: string | undefined;
  readonly columns: readonly SampledColumn[];
}

export interface SampledColumn {
  readonly name: string;
  /** Some values that are not empty, cut. */
  readonly values: readonly string[];
}

/** Rows that are looked at, values that are kept of each column, and characters of them. */
const mostRows = 50;
const mostValues = 3;
const longest = 80;

/**
 * Looks at the first rows of a file.
 *
 * @param delimiter of CSV: found out when absent
 * @throws {SyntaxError} it is no JSON
 */
export async function sampleFile(
  file: File,
  delimiter?: string,
): Promise<FileSample> {
  const format = guessFormat(file.name, await beginningOf(file));
  const columns = new Set<string>();
  const rows: FileRow[] = [];
  let found = delimiter;
  for await (const piece of readRows(file, format, delimiter)) {
    found = piece.delimiter;
    for (const name of piece.columns) columns.add(name);
    rows.push(...piece.rows.slice(0, mostRows - rows.length));
    if (rows.length >= mostRows) break;
  }
  return {
    format,
    delimiter: found,
    columns: Array.from(columns, (name) => ({
      name,
      values: rows
        .map((row) => row.get(name) ?? "")
        .filter((value) => value.trim() !== "")
        .slice(0, mostValues)
        .map((value) => value.slice(0, longest)),
    })),
  };
}

async function beginningOf(file: Blob): Promise<string> {
  for await (const text of fileTexts(file)) {
    if (text.trim() !== "") return text;
  }
  return "";
}
