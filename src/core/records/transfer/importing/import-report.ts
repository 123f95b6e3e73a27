import { type DomainError, Invalid } from "../../../errors.ts";
import type { ImportColumns } from "./import-columns.ts";
import type { ImportOptions } from "./import-options.ts";
import type { SourceRow } from "./source/source-row.ts";

/** What became of a row that is not wrong. */
export type RowOutcome = "created" | "updated" | "skipped";

/** A row that was refused. */
export interface RowError {
  /** From 1; the line of names is not counted. */
  readonly row: number;
  /** The line of the file that it begins in, where there are lines. */
  readonly line: number | undefined;
  /** The id that the row gives its record. */
  readonly id: string | undefined;
  readonly error: DomainError;
}

/** What an import has done, or would do. */
export interface ImportReport {
  readonly dryRun: boolean;
  /** Rows of the file. */
  readonly total: number;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly failed: number;
  /** Of the first thousand that failed. */
  readonly errors: readonly RowError[];
  /** The file's columns, each with the name of its field, or null. */
  readonly columns: Readonly<Record<string, string | null>>;
}

/** Errors that a report has. */
const mostErrors = 1_000;

/** Keeps count of the rows. */
export class ImportTally {
  readonly #counts = { created: 0, updated: 0, skipped: 0, failed: 0 };
  readonly #errors: RowError[] = [];
  total = 0;

  note(outcome: RowOutcome): void {
    this.total++;
    this.#counts[outcome]++;
  }

  fail({ number, line }: SourceRow, id: unknown, error: DomainError): void {
    this.total++;
    this.#counts.failed++;
    if (this.#errors.length < mostErrors) {
      const given = typeof id === "string" ? id : undefined;
      this.#errors.push({ row: number, line, id: given, error });
    }
  }

  get failed(): number {
    return this.#counts.failed;
  }

  report(columns: ImportColumns, { dryRun }: ImportOptions): ImportReport {
    const { total } = this;
    return {
      dryRun,
      total,
      ...this.#counts,
      errors: this.#errors,
      columns: columns.met,
    };
  }
}

/** Some rows are wrong, and none was to be imported then. */
export class ImportRefused extends Invalid {
  readonly report: ImportReport;
  constructor(report: ImportReport) {
    const { failed, total } = report;
    super(
      `Nothing was imported: ${failed} of ${total} rows ${failed === 1 ? "is" : "are"} wrong.`,
    );
    // What was right with the others came to nothing, too.
    this.report = { ...report, created: 0, updated: 0, skipped: 0 };
  }
}
