import type { Executor } from "../../../engines/database/database.ts";
import { fieldError, type FieldError, type FieldErrors } from "../../errors.ts";
import {
  buildIndex,
  hasSingleColumnUniqueIndex,
  parseIndex,
  type Index,
} from "../indexes.ts";
import { uniqueNames } from "../system-fields.ts";
import type { ValidationContext } from "./validation-context.ts";

/** What is wrong with the collection's indexes: as a whole, or the first one by its position. */
export async function validateIndexes(
  context: ValidationContext & { readonly executor: Executor },
): Promise<FieldError | FieldErrors | undefined> {
  const { collection } = context;
  if (collection.type === "view")
    return collection.indexes.length === 0
      ? undefined
      : fieldError(
          "validation_indexes_not_supported",
          "View collections have no indexes.",
        );
  return (
    (await statementError(context)) ??
    lostConstraintError(context) ??
    missingConstraintError(context)
  );
}

/** The answer for a statement that is no `CREATE INDEX`, or that the database refuses. */
export function invalidIndex(message: string): FieldError {
  return fieldError("validation_invalid_index_expression", message);
}

async function statementError({
  collection,
  original,
  executor,
}: ValidationContext & { readonly executor: Executor }): Promise<
  FieldErrors | undefined
> {
  const parsed = collection.indexes.map(parseIndex);
  const owners = await indexOwners(executor, parsed);
  const tables = new Set([
    collection.name.toLowerCase(),
    original?.name.toLowerCase(),
  ]);
  const names = new Set<string>();
  const definitions = new Set<string>();
  for (const [position, index] of parsed.entries()) {
    const error = (): FieldError | undefined => {
      if (index === undefined || index.name === "")
        return invalidIndex("This is no CREATE INDEX statement.");
      const name = index.name.toLowerCase();
      if (names.has(name))
        return fieldError(
          "validation_duplicated_index_name",
          "Another index has this name.",
        );
      names.add(name);
      const owner = owners
        .get(name)
        ?.find((table) => !tables.has(table.toLowerCase()));
      if (owner !== undefined)
        return fieldError(
          "validation_existing_index_name",
          `An index of the collection ${owner} has this name.`,
          { usedTableName: owner },
        );
      const definition = definitionOf(index);
      if (definitions.has(definition))
        return fieldError(
          "validation_duplicated_index_definition",
          "Another index is defined like this.",
        );
      definitions.add(definition);
      return undefined;
    };
    const found = error();
    if (found !== undefined) return { [position]: found };
  }
  return undefined;
}

/** The tables that have an index of the name, by the name in lower case. */
async function indexOwners(
  executor: Executor,
  indexes: readonly (Index | undefined)[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = indexes.flatMap((index) => index?.name ?? []);
  if (names.length === 0) return new Map();
  const rows = await executor.all<{ name: string; table: string }>(
    executor.dialect.schema.findIndexes(names),
  );
  return new Map(
    rows.map(({ name }) => [
      name.toLowerCase(),
      rows
        .filter((row) => row.name.toLowerCase() === name.toLowerCase())
        .map(({ table }) => table),
    ]),
  );
}

/** A unique index that holds a system field together must stay, but for its name, order and collation. */
function lostConstraintError({
  collection,
  original,
}: ValidationContext): FieldError | undefined {
  if (original === undefined) return undefined;
  const kept = collection.indexes.flatMap((statement) => {
    const index = parseIndex(statement);
    return index === undefined ? [] : [index];
  });
  for (const statement of original.indexes) {
    const old = parseIndex(statement);
    if (old === undefined || !old.unique) continue;
    const systemField = original.fields.find(
      ({ system, name }) =>
        system &&
        old.columns.some(
          (column) => column.name.toLowerCase() === name.toLowerCase(),
        ),
    );
    if (systemField === undefined) continue;
    const constraint = constraintOf(old);
    if (!kept.some((index) => constraintOf(index) === constraint))
      return fieldError(
        "validation_invalid_unique_system_field_index",
        `The unique index on the system field ${systemField.name} must stay as it is.`,
        { fieldName: systemField.name },
      );
  }
  return undefined;
}

function missingConstraintError({
  collection,
}: ValidationContext): FieldError | undefined {
  if (collection.type !== "auth") return undefined;
  const missing = uniqueNames.find(
    (name) => !hasSingleColumnUniqueIndex(collection, name),
  );
  return missing === undefined
    ? undefined
    : fieldError(
        "validation_missing_required_unique_index",
        `The unique index on the field "${missing}" is missing.`,
        { fieldName: missing },
      );
}

function definitionOf(index: Index): string {
  return buildIndex({ ...index, schema: "", name: "", table: "" });
}

function constraintOf(index: Index): string {
  return definitionOf({
    ...index,
    where: "",
    columns: index.columns.map((column) => ({
      ...column,
      collate: "",
      sort: "",
    })),
  });
}
