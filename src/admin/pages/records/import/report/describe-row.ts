import { ClientResponseError } from "pocketbase";
import { describeProblem } from "../../../../server/problem.ts";
import type { ImportedRowError } from "../../../../server/records-import.ts";

/** What is wrong with a row. */
export interface RowProblem {
  /** Empty where it is the row as a whole. */
  readonly field: string;
  readonly message: string;
}

/** Says what is wrong with a row as if it had been sent by itself. */
export function describeRow(error: ImportedRowError): readonly RowProblem[] {
  const { message, fields } = describeProblem(
    new ClientResponseError({ status: 400, response: error }),
  );
  const problems = Object.entries(fields).map(([field, problem]) => ({
    // More values than columns: no field of its own.
    field: field === "*" ? "" : field,
    message: problem,
  }));
  return problems.length === 0 ? [{ field: "", message }] : problems;
}
