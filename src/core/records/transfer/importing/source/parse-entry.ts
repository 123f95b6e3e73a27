import { Invalid } from "../../../../errors.ts";
import { isObject } from "../../../../json.ts";
import { mostColumns, type SourceRow } from "./source-row.ts";

/** Levels of nesting that an entry may have: parsing more takes seconds, and SQLite's JSON functions end there. */
export const maxDepth = 1000;

/**
 * Reads one object of a JSON file.
 *
 * @throws {Invalid} it is none
 */
export function parseEntry(
  bytes: Uint8Array,
  number: number,
  line: number | undefined,
): SourceRow {
  const place = line === undefined ? `Entry ${number}` : `Line ${line}`;
  let value: unknown;
  try {
    value = JSON.parse(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(),
    );
  } catch (cause) {
    throw new Invalid(`${place} is no valid JSON.`, {}, { cause });
  }
  if (!isObject(value)) throw new Invalid(`${place} is no JSON object.`);
  const columns = Object.keys(value);
  if (columns.length > mostColumns) {
    throw new Invalid(`${place} has more than ${mostColumns} values.`);
  }
  return { number, line, columns, values: Object.values(value) };
}
