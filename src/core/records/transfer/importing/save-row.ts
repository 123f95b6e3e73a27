import { Invalid } from "../../../errors.ts";
import type { RecordParts } from "../../record-parts.ts";
import type { Records } from "../../records.ts";
import { demandCreateRule } from "../../saving/create-record.ts";
import { findExisting } from "./find-existing.ts";
import type { RowOutcome } from "./import-report.ts";
import { type ImportRun, rowRequest } from "./import-run.ts";
import { type RowValues, updateBody } from "./row-values.ts";
import { updateOrCreate } from "./update-or-create.ts";

/** Where rows are saved: maybe within a transaction. */
export interface RowTarget {
  readonly parts: RecordParts;
  /** The operations over these parts. */
  readonly records: Records;
}

/**
 * Does what a row asks for, as a request of its own would.
 *
 * @throws {DomainError} the row is refused
 */
export async function saveRow(
  { parts, records }: RowTarget,
  { collection, options, request }: ImportRun,
  row: RowValues,
): Promise<RowOutcome> {
  if (row.errors !== undefined) {
    throw new Invalid("The row is wrong.", row.errors);
  }
  const asCreate = () => rowRequest(request, "POST", row.body);
  const create = async (): Promise<RowOutcome> => {
    await records.create(collection, undefined, asCreate());
    return "created";
  };
  const existing = await findExisting(records, collection, row.body, options);
  if (existing === undefined) return create();
  if (options.mode === "skip") {
    // Who may not create the record does not learn that it is there.
    await demandCreateRule(parts, collection, asCreate());
    return "skipped";
  }
  const update = async (): Promise<RowOutcome> => {
    const change = rowRequest(request, "PATCH", updateBody(row));
    await records.update(collection, existing.id, undefined, change);
    return "updated";
  };
  return updateOrCreate(request.viewer, update, create);
}
