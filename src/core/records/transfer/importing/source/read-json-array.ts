import { Invalid } from "../../../../errors.ts";
import { Nesting } from "./nesting.ts";
import { maxDepth, parseEntry } from "./parse-entry.ts";
import { PendingBytes } from "./pending-bytes.ts";
import type { SourcePiece, SourceRow } from "./source-row.ts";
import { utf8Chunks } from "./utf8-chunks.ts";

/**
 * The rows of a file that is a JSON array of objects, one at a time.
 *
 * @throws {Invalid} it is malformed
 */
export async function* readJsonArray(
  path: string,
): AsyncGenerator<SourcePiece> {
  const splitter = new ArraySplitter();
  let number = 0;
  let bytes = 0;
  for await (const chunk of utf8Chunks(path)) {
    const rows: SourceRow[] = [];
    for (const entry of splitter.push(chunk.bytes)) {
      rows.push(parseEntry(entry, ++number, undefined));
    }
    bytes = chunk.read;
    yield { rows, bytes };
  }
  splitter.end();
}

/** What comes next in the array, besides white space. */
type Expected = "array" | "firstEntry" | "entry" | "rest" | "comma" | "nothing";

/** Finds where the objects of an array begin and end; what is in them is judged by who parses them. */
class ArraySplitter {
  #expected: Expected = "array";
  #nesting = new Nesting();
  readonly #pending = new PendingBytes();

  /** The entries that end in this chunk. @throws {Invalid} */
  *push(chunk: Uint8Array): Generator<Uint8Array> {
    let start = 0;
    for (let at = 0; at < chunk.byteLength; at++) {
      const code = chunk[at] ?? 0;
      if (this.#expected === "rest") {
        this.#nesting.step(code);
        if (this.#nesting.depth > maxDepth) {
          throw new Invalid("An entry of the file is nested too deeply.");
        }
        if (this.#nesting.depth > 0) continue;
        yield this.#pending.complete(chunk.subarray(start, at + 1));
        this.#expected = "comma";
      } else if (!isSpace(code)) {
        this.#pass(code);
        start = at;
      }
    }
    if (this.#expected === "rest") this.#pending.add(chunk.subarray(start));
  }

  /** @throws {Invalid} the array has not ended */
  end(): void {
    if (this.#expected === "array") throw notAnArray();
    if (this.#expected !== "nothing") {
      throw new Invalid("The JSON file ends too early.");
    }
  }

  /** What stands between entries, or begins one. */
  #pass(code: number): void {
    const character = String.fromCharCode(code);
    const expected = this.#expected;
    if (expected === "array") {
      if (character !== "[") throw notAnArray();
      this.#expected = "firstEntry";
    } else if (expected === "comma" && character === ",") {
      this.#expected = "entry";
    } else if (
      character === "]" &&
      (expected === "comma" || expected === "firstEntry")
    ) {
      this.#expected = "nothing";
    } else if (
      character === "{" &&
      (expected === "entry" || expected === "firstEntry")
    ) {
      this.#expected = "rest";
      this.#nesting = new Nesting();
      this.#nesting.step(code);
    } else {
      throw new Invalid("The JSON file has to be one array of objects.");
    }
  }
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

function notAnArray(): Invalid {
  return new Invalid("The JSON file has to be an array.");
}
