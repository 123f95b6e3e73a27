import type { Collection } from "../collections/collection.ts";
import type { FieldValue } from "../collections/fields/field.ts";

/** Field values by field name, hidden ones included, as the field types' `read` gives them. */
export type RecordValues = Readonly<Record<string, FieldValue>>;

/** A record as it stands in its table. */
export interface StoredRecord {
  readonly id: string;
  readonly collection: Collection;
  readonly values: RecordValues;
}
