import { once } from "node:events";
import { CsvError, parse, type Info, type Parser } from "csv-parse";
import { Invalid } from "../../../../errors.ts";
import { Pace } from "../../../../pace.ts";
import { largestRow, mostColumns } from "./source-row.ts";

/** A record of a CSV file. */
export interface CsvRecord {
  /** The line that it begins in, from 1. */
  readonly line: number;
  readonly values: readonly string[];
}

/** Records of one chunk that may wait to be read: a chunk has fewer bytes. */
const anyNumber = 16 * 1024 * 1024;

/** Bytes that are read at a stretch: for each row that is too short or too long, the parser makes an error that nobody sees. */
const stretch = 2 * 1024;

/**
 * Reads CSV as RFC 4180 has it, chunk by chunk; lines may end in any of the usual ways.
 *
 * @throws {Invalid} it is malformed, or a record is too long
 */
export class CsvReader {
  readonly #parser: Parser;
  readonly #lines = new LineCount();
  #failure: unknown;

  constructor(delimiter: string) {
    const options = {
      delimiter,
      info: true,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: largestRow,
      // Its types do not know what it takes as a stream.
      readableHighWaterMark: anyNumber,
    };
    this.#parser = parse(options);
    this.#parser.on("error", (error) => {
      this.#failure ??= error;
    });
  }

  async push(chunk: Uint8Array): Promise<CsvRecord[]> {
    const records: CsvRecord[] = [];
    const pace = new Pace();
    for (let at = 0; at < chunk.byteLength; at += stretch) {
      const error = await new Promise<unknown>((resolve) =>
        this.#parser.write(chunk.subarray(at, at + stretch), resolve),
      );
      this.#failure ??= error ?? undefined;
      records.push(...this.#take());
      if (pace.isDue) await pace.rest();
    }
    return records;
  }

  /** The last records. */
  async end(): Promise<CsvRecord[]> {
    const ready = once(this.#parser, "readable").catch(() => undefined);
    this.#parser.end();
    await ready;
    return this.#take();
  }

  /** To be called however the reading ended. */
  close(): void {
    this.#parser.destroy();
  }

  #take(): CsvRecord[] {
    if (this.#failure !== undefined) {
      throw explain(this.#failure, this.#lines);
    }
    const records: CsvRecord[] = [];
    for (let next = this.#next(); next !== null; next = this.#next()) {
      const { info, record } = next;
      demandFewColumns(record);
      const line = this.#lines.note(info.lines, record);
      records.push({ line, values: record });
    }
    demandFewColumns(this.#unfinished);
    return records;
  }

  /** What there is of the record that goes on in the next chunk. Its types do not know of it. */
  get #unfinished(): readonly string[] {
    const { state } = this.#parser as Parser & {
      readonly state: { readonly record: readonly string[] };
    };
    return state.record;
  }

  #next() {
    return this.#parser.read() as {
      readonly info: Info;
      readonly record: readonly string[];
    } | null;
  }
}

/** Millions of values in one row would take the server's memory, and its time to give that back. @throws {Invalid} */
function demandFewColumns({ length }: readonly string[]): void {
  if (length > mostColumns) {
    throw new Invalid(
      `A row of the file has more than ${mostColumns} columns. Is the delimiter right?`,
    );
  }
}

/** The lines of the file. The parser counts those that end within values in two characters twice. */
class LineCount {
  #counted = 0;
  #passed = 0;

  /**
   * Notes a record. Returns the line that it begins in.
   * @param counted lines at its end, as the parser counts them
   */
  note(counted: number, values: readonly string[]): number {
    const more = counted - this.#counted;
    this.#counted = counted;
    if (more === 1) return ++this.#passed;
    const empty = more - 1 - countIn(values, /[\r\n]/g);
    const first = this.#passed + empty + 1;
    this.#passed = first + countIn(values, /\r\n|\r|\n/g);
    return first;
  }

  /** The line that the parser takes for this one. */
  real(counted: number): number {
    return counted - this.#counted + this.#passed;
  }
}

function countIn(values: readonly string[], pattern: RegExp): number {
  return values.reduce(
    (count, value) => count + (value.match(pattern)?.length ?? 0),
    0,
  );
}

const reasons: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "a quote is opened and never closed",
  CSV_INVALID_CLOSING_QUOTE: "something follows a closing quote",
  INVALID_OPENING_QUOTE:
    "there is a quote within a value that is not in quotes",
  CSV_MAX_RECORD_SIZE: `a row is longer than ${largestRow / 1024 / 1024} MB`,
};

function explain(failure: unknown, lines: LineCount): Error {
  if (!(failure instanceof CsvError)) {
    return new Error("a CSV file could not be read", { cause: failure });
  }
  const reason = reasons[failure.code] ?? "it cannot be read";
  const line = failure["lines"];
  const place = typeof line === "number" ? ` in line ${lines.real(line)}` : "";
  return new Invalid(
    `The CSV is malformed${place}: ${reason}.`,
    {},
    { cause: failure },
  );
}
