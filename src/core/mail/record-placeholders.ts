import type { FieldValue } from "../collections/fields/field.ts";
import { isScalar, toText } from "../collections/fields/casting.ts";
import type { StoredRecord } from "../records/record.ts";

/** `RECORD:field` for every field of the record that is not hidden, as text. Passwords have none. */
export function recordPlaceholders({
  collection,
  values,
}: StoredRecord): [name: string, value: string][] {
  return collection.fields
    .filter(({ hidden, type }) => !hidden && type !== "password")
    .map(({ name }) => [`RECORD:${name}`, describe(values[name] ?? null)]);
}

function describe(value: FieldValue): string {
  if (isScalar(value)) return toText(value);
  if (Array.isArray(value) && value.every(isScalar))
    return value.map(toText).join(", ");
  return JSON.stringify(value);
}
