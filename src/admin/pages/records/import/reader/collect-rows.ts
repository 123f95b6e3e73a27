import Papa from "papaparse";
import { importText } from "../../../../text/import.ts";
import type { FileFormat } from "./file-format.ts";
import { type FileRow, readRows } from "./read-rows.ts";

/** A row that was refused. */
export interface RefusedRow {
  /** From 1; the line of names is not counted. */
  readonly row: number;
  readonly problem: string;
}

/** Writes the rows that were refused as CSV, as the file has them, each with what is wrong with it. */
export async function collectRows(
  file: Blob,
  format: FileFormat,
  delimiter: string | undefined,
  refused: readonly RefusedRow[],
): Promise<Blob> {
  const problems = new Map(refused.map(({ row, problem }) => [row, problem]));
  const columns = new Set<string>();
  const found: { readonly row: FileRow; readonly number: number }[] = [];
  let number = 0;
  for await (const piece of readRows(file, format, delimiter)) {
    for (const row of piece.rows) {
      number += 1;
      if (!problems.has(number)) continue;
      found.push({ row, number });
      for (const name of row.keys()) columns.add(name);
    }
    if (found.length === problems.size) break;
  }
  const names = [...columns];
  const csv = Papa.unparse(
    {
      fields: [...names, importText.errors.row, importText.errors.problem],
      data: found.map(({ row, number: at }) => [
        ...names.map((name) => row.get(name) ?? ""),
        String(at),
        problems.get(at) ?? "",
      ]),
    },
    { delimiter },
  );
  return new Blob([csv], { type: "text/csv" });
}
