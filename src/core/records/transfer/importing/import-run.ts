import { Pace } from "../../../pace.ts";
import type { Collection } from "../../../collections/collection.ts";
import { DomainError, Invalid } from "../../../errors.ts";
import type { RequestInfo } from "../../../request.ts";
import type { RecordParts } from "../../record-parts.ts";
import type { Records } from "../../records.ts";
import type { ImportColumns } from "./import-columns.ts";
import type { ImportOptions } from "./import-options.ts";
import { ImportTally } from "./import-report.ts";
import { type RowValues, readRow } from "./row-values.ts";
import type { RowSource, SourceRow } from "./source/source-row.ts";

/** What an import works with. */
export interface ImportParts extends RecordParts {
  /** The operations on records over other parts: a transaction, say. */
  readonly recordsOver: (parts: RecordParts) => Records;
}

/** How far an import is. */
export interface ImportProgress {
  /** What is done with the rows: all are looked at before the first is written, unless this is a dry run. */
  readonly phase: "check" | "write";
  /** Rows that are done. */
  readonly rows: number;
  /** Of these, rows that are wrong. */
  readonly failed: number;
  /** Bytes of the file that are read. */
  readonly bytes: number;
  /** Bytes of the file. */
  readonly size: number;
}

/** Who waits for an import. */
export interface ImportWatch {
  /** Aborted when nobody waits any more. */
  readonly signal?: AbortSignal;
  progress?(progress: ImportProgress): void;
  /** Asked once for each row, before anything is done for it. @throws {TooMany} */
  admitRow?(): void;
  /** Looks whether the one who imports may still do so, now and then. @throws {Unauthorized} */
  renew?(): Promise<void>;
}

/** One import. */
export interface ImportRun {
  readonly parts: ImportParts;
  readonly collection: Collection;
  readonly source: RowSource;
  readonly options: ImportOptions;
  readonly columns: ImportColumns;
  readonly request: RequestInfo;
  readonly watch: ImportWatch;
}

/** Milliseconds between two looks at who imports. */
const renewal = 1_000;

/** One pass over the rows: their count, and turns for others in between. */
export class ImportPass {
  readonly tally = new ImportTally();
  readonly #run: ImportRun;
  readonly #phase: ImportProgress["phase"];
  readonly #isFirst: boolean;
  readonly #pace = new Pace();
  #renewed = performance.now();

  /** @param isFirst whether the rows have not been judged before */
  constructor(
    run: ImportRun,
    phase: ImportProgress["phase"],
    isFirst: boolean,
  ) {
    this.#run = run;
    this.#phase = phase;
    this.#isFirst = isFirst;
  }

  /** A row's values. @throws {Invalid} the file's columns are no good @throws {TooMany} */
  read(row: SourceRow): RowValues {
    const { columns, source, watch } = this.#run;
    columns.judge(row.columns);
    if (this.#isFirst) watch.admitRow?.();
    return readRow(row, columns, source.isText);
  }

  /** Whether it is time for `rest`. */
  get isDue(): boolean {
    return this.#pace.isDue;
  }

  /** Says how far it is. @param bytes of the file that are read */
  tell(bytes: number): void {
    const { source, watch } = this.#run;
    const { total: rows, failed } = this.tally;
    const { size } = source;
    watch.progress?.({ phase: this.#phase, rows, failed, bytes, size });
  }

  /**
   * Lets others have their turn, and says how far it is.
   *
   * @param bytes of the file that are read
   * @param isInTransaction the one who imports cannot be looked at now
   * @throws {ImportStopped} nobody waits any more
   * @throws {Invalid} the collection is not what it was
   */
  async rest(bytes: number, isInTransaction = false): Promise<void> {
    const { parts, collection, watch } = this.#run;
    await this.#pace.rest();
    this.tell(bytes);
    if (watch.signal?.aborted === true) throw new ImportStopped();
    const current = parts.collections.find(collection.id);
    if (current?.version !== collection.version) {
      throw new Invalid("The collection has changed meanwhile, try again.");
    }
    if (!isInTransaction && performance.now() - this.#renewed > renewal) {
      await watch.renew?.();
      this.#renewed = performance.now();
    }
  }
}

/** Nobody waits for the import any more. */
export class ImportStopped extends DomainError {
  constructor() {
    super("The import was stopped.");
  }
}

/** A row as a request of its own, as rules and hooks see it. */
export function rowRequest(
  request: RequestInfo,
  method: "POST" | "PATCH",
  body: RequestInfo["body"],
): RequestInfo {
  const { viewer, context } = request;
  return {
    viewer,
    context,
    method,
    body,
    // Read only if something asks for them.
    get address() {
      return request.address;
    },
    get headers() {
      return request.headers;
    },
    get query() {
      return request.query;
    },
  };
}
