import { Invalid } from "../../../errors.ts";
import type { Records } from "../../records.ts";
import { findExisting } from "./find-existing.ts";
import type { RowOutcome } from "./import-report.ts";
import { type ImportRun, rowRequest } from "./import-run.ts";
import { type RowValues, updateBody } from "./row-values.ts";

/**
 * Does what a row asks for, as a request of its own would.
 *
 * @param records the operations, maybe within a transaction
 * @throws {DomainError} the row is refused
 */
export async function saveRow(
  records: Records,
  { collection, options, request }: ImportRun,
  row: RowValues,
): Promise<RowOutcome> {
  if (row.errors !== undefined) {
    throw new Invalid("The row is wrong.", row.errors);
  }
  const existing = await findExisting(records, collection, row.body, options);
  if (existing === undefined) {
    const create = rowRequest(request, "POST", row.body);
    await records.create(collection, undefined, create);
    return "created";
  }
  if (options.mode === "skip") return "skipped";
  const update = rowRequest(request, "PATCH", updateBody(row));
  await records.update(collection, existing.id, undefined, update);
  return "updated";
}
