import { type FieldError, fieldError } from "../../../errors.ts";
import { cellValue, WrongCell } from "./cell-value.ts";
import type { ImportColumns } from "./import-columns.ts";
import type { SourceRow } from "./source/source-row.ts";

/** What a row says of a record. */
export interface RowValues {
  /** The body of a create. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Fields of which the row says that they are empty: nothing to a create, but an update empties them. */
  readonly emptied: readonly string[];
  /** What is wrong with its cells, by field. */
  readonly errors: Readonly<Record<string, FieldError>> | undefined;
}

/**
 * Reads a row's cells.
 *
 * @param isText the file holds nothing but texts
 */
export function readRow(
  row: SourceRow,
  columns: ImportColumns,
  isText: boolean,
): RowValues {
  const body: Record<string, unknown> = Object.create(null);
  const emptied: string[] = [];
  let errors: Record<string, FieldError> | undefined;
  // Not the columns: of very many, a row may have next to none.
  for (const [at, raw] of row.values.entries()) {
    const column = row.columns[at];
    if (column === undefined) break;
    const target = columns.targetOf(column);
    if (target === undefined || raw === undefined) continue;
    const { name, field } = target;
    if (isText && raw === "") {
      if (!isKept(field.type, name)) emptied.push(name);
      continue;
    }
    try {
      body[name] = cellValue(field, raw, isText);
    } catch (error) {
      if (!(error instanceof WrongCell)) throw error;
      (errors ??= {})[name] = error.error;
    }
  }
  if (row.values.length > row.columns.length) {
    const rest = row.values.slice(row.columns.length);
    if (rest.some((value) => value !== "")) {
      (errors ??= {})["*"] = moreThanColumns;
    }
  }
  // Who imports has no form in which the same password is to be typed again.
  const password = body["password"];
  if (password !== undefined) body["passwordConfirm"] = password;
  return { body, emptied, errors };
}

/** What stays as it is when a row has nothing for it: an empty one makes no sense. */
function isKept(type: string, name: string): boolean {
  return name === "id" || type === "password" || type === "autodate";
}

const moreThanColumns = fieldError(
  "validation_too_many_values",
  "The row has more values than there are columns.",
);

/** The body of an update. */
export function updateBody({
  body,
  emptied,
}: RowValues): Readonly<Record<string, unknown>> {
  if (emptied.length === 0) return body;
  const all: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(body)) all[name] = body[name];
  for (const name of emptied) all[name] = null;
  return all;
}
