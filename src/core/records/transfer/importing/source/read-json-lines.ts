import { maxDepth, parseEntry } from "./parse-entry.ts";
import { isTooDeep } from "./nesting.ts";
import { PendingBytes } from "./pending-bytes.ts";
import type { SourcePiece, SourceRow } from "./source-row.ts";
import { utf8Chunks } from "./utf8-chunks.ts";
import { Invalid } from "../../../../errors.ts";

const lineFeed = 10;

/**
 * The rows of a file with a JSON object in each line. Empty lines are nothing.
 *
 * @see https://github.com/ndjson/ndjson-spec
 * @throws {Invalid} it is malformed
 */
export async function* readJsonLines(
  path: string,
): AsyncGenerator<SourcePiece> {
  const pending = new PendingBytes();
  let number = 0;
  let line = 0;
  let bytes = 0;
  const take = (text: Uint8Array, rows: SourceRow[]) => {
    line++;
    if (isBlank(text)) return;
    if (isTooDeep(text, maxDepth)) {
      throw new Invalid(`Line ${line} is nested too deeply.`);
    }
    rows.push(parseEntry(text, ++number, line));
  };
  for await (const chunk of utf8Chunks(path)) {
    const rows: SourceRow[] = [];
    let start = 0;
    for (;;) {
      const end = chunk.bytes.indexOf(lineFeed, start);
      if (end === -1) break;
      take(pending.complete(chunk.bytes.subarray(start, end)), rows);
      start = end + 1;
    }
    pending.add(chunk.bytes.subarray(start));
    bytes = chunk.read;
    yield { rows, bytes };
  }
  const rows: SourceRow[] = [];
  take(pending.complete(new Uint8Array()), rows);
  yield { rows, bytes };
}

function isBlank(text: Uint8Array): boolean {
  return text.every((code) => code === 32 || code === 13 || code === 9);
}
