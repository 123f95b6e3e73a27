import { Invalid } from "../../../../errors.ts";
import { CsvReader, type CsvRecord } from "./csv-reader.ts";
import { detectDelimiter } from "./detect-delimiter.ts";
import type { SourcePiece, SourceRow } from "./source-row.ts";
import { utf8Chunks } from "./utf8-chunks.ts";

/**
 * The rows of a CSV file, whose first record names the columns.
 *
 * @param delimiter found out when absent
 * @throws {Invalid} it is malformed
 */
export async function* readCsv(
  path: string,
  delimiter: string | undefined,
): AsyncGenerator<SourcePiece> {
  let reader: CsvReader | undefined;
  let columns: readonly string[] | undefined;
  let number = 0;
  let bytes = 0;
  const rowsOf = (records: readonly CsvRecord[]): SourceRow[] => {
    const rows: SourceRow[] = [];
    for (const { line, values } of records) {
      if (columns === undefined) columns = values.map((name) => name.trim());
      else rows.push({ number: ++number, line, columns, values });
    }
    return rows;
  };
  try {
    for await (const chunk of utf8Chunks(path)) {
      reader ??= new CsvReader(delimiter ?? delimiterIn(chunk.bytes));
      bytes = chunk.read;
      yield { rows: rowsOf(await reader.push(chunk.bytes)), bytes };
    }
    if (reader !== undefined) {
      yield { rows: rowsOf(await reader.end()), bytes };
    }
  } finally {
    reader?.close();
  }
  if (columns === undefined) throw new Invalid("The file is empty.");
}

function delimiterIn(beginning: Uint8Array): string {
  return detectDelimiter(new TextDecoder().decode(beginning));
}
