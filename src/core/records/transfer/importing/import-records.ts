import type { Collection } from "../../../collections/collection.ts";
import { hasSingleColumnUniqueIndex } from "../../../collections/indexes.ts";
import { fieldError, Invalid } from "../../../errors.ts";
import type { RequestInfo, Viewer } from "../../../request.ts";
import { ruleFor } from "../../rules.ts";
import { checkForm, checkRows } from "./check-rows.ts";
import { ImportColumns } from "./import-columns.ts";
import type { ImportMode, ImportOptions } from "./import-options.ts";
import { ImportRefused, type ImportReport } from "./import-report.ts";
import type { ImportParts, ImportRun, ImportWatch } from "./import-run.ts";
import { openSource } from "./source/open-source.ts";
import { writeAtOnce } from "./write-at-once.ts";
import { writeInTurns } from "./write-in-turns.ts";

/** A file of records. */
export interface ImportFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Imports a file's rows as records: each as a create or update of its own would be, with its rules, checks and hooks. The
 * file is looked at first, so that nothing is written of one that is malformed.
 *
 * All at once: every row is judged ahead, where others need not wait, and written in one transaction if all are right.
 * Otherwise the rows that are right are written in short transactions; those stay if the import is stopped.
 *
 * @param watch who waits for it
 * @throws {Forbidden} the rules are for superusers only
 * @throws {Invalid} the file or the options make no sense
 * @throws {ImportRefused} a row is wrong, and none was to be imported then
 * @throws {ImportStopped} nobody waits any more
 */
export async function importRecords(
  parts: ImportParts,
  collection: Collection,
  file: ImportFile,
  options: ImportOptions,
  request: RequestInfo,
  watch: ImportWatch,
): Promise<ImportReport> {
  const { viewer } = request;
  demandImport(collection, options.mode, viewer);
  demandKey(collection, options, viewer);
  const columns = new ImportColumns(collection, viewer, options.mapping);
  const source = openSource(file, options.format, options.delimiter);
  const run: ImportRun = {
    // A superuser's file may say when its records were made.
    parts: { ...parts, keepsDates: viewer.kind === "superuser" },
    collection,
    source,
    options,
    columns,
    request,
    watch,
  };
  const tally = await perform(run);
  return tally.report(columns, options);
}

async function perform(run: ImportRun) {
  const { options, columns } = run;
  if (options.dryRun) return checkRows(run);
  if (!options.atomic) {
    await checkForm(run);
    return writeInTurns(run);
  }
  const checked = await checkRows(run);
  if (checked.failed > 0) {
    throw new ImportRefused(checked.report(columns, options));
  }
  return writeAtOnce(run);
}

/**
 * Whether the viewer may import at all, whatever the rows are.
 *
 * @throws {Forbidden} the rules are for superusers only @throws {Invalid} the collection is a view
 */
export function demandImport(
  collection: Collection,
  mode: ImportMode,
  viewer: Viewer,
): void {
  if (collection.type === "view") {
    throw new Invalid("Unsupported collection type.");
  }
  const { createRule, updateRule } = collection;
  // Who may only change records can do that, too; the rows that would create one are refused.
  const rule =
    mode === "upsert" && createRule === null ? updateRule : createRule;
  ruleFor(rule, viewer);
}

/** @throws {Invalid} it does not tell records apart */
function demandKey(
  collection: Collection,
  { key }: ImportOptions,
  viewer: Viewer,
): void {
  const field = collection.field.get(key);
  const isKnown =
    field !== undefined && (!field.hidden || viewer.kind === "superuser");
  if (
    key === "id" ||
    (isKnown && hasSingleColumnUniqueIndex(collection, key))
  ) {
    return;
  }
  throw new Invalid("The import's options are wrong.", {
    key: fieldError(
      "validation_invalid_field",
      "Must be id, or a field whose values are unique.",
    ),
  });
}
