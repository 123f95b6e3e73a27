import { ConstraintError } from "../../../engines/database/database.ts";
import type { Collection } from "../../collections/collection.ts";
import { type FieldError, fieldError, Invalid } from "../../errors.ts";

/**
 * Runs a write; a value that a unique index has already becomes an error of the field, or of the whole record where the
 * index is on an expression.
 *
 * @throws {Invalid}
 */
export async function reportTaken<T>(
  collection: Collection,
  message: string,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    if (!(cause instanceof ConstraintError)) throw cause;
    throw new Invalid(message, takenFields(collection, cause), { cause });
  }
}

function takenFields(
  collection: Collection,
  { kind, columns }: ConstraintError,
): Record<string, FieldError> {
  const errors: Record<string, FieldError> = {};
  if (kind !== "unique") return errors;
  const violated = new Set(columns.map((column) => column.toLowerCase()));
  for (const { name } of collection.fields) {
    if (violated.has(name.toLowerCase())) {
      errors[name] = fieldError(
        "validation_not_unique",
        "Value must be unique.",
      );
    }
  }
  return errors;
}
