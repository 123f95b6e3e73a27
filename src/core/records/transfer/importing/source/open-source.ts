import type { ImportFormat } from "../import-options.ts";
import { readCsv } from "./read-csv.ts";
import { readJsonArray } from "./read-json-array.ts";
import { readJsonLines } from "./read-json-lines.ts";
import type { RowSource } from "./source-row.ts";

/** Opens a file of rows. */
export function openSource(
  file: { readonly path: string; readonly size: number },
  format: ImportFormat,
  delimiter: string | undefined,
): RowSource {
  const { path, size } = file;
  const read = {
    csv: () => readCsv(path, delimiter),
    json: () => readJsonArray(path),
    ndjson: () => readJsonLines(path),
  }[format];
  return { isText: format === "csv", size, read };
}
