import type { Collection } from "../collections/collection.ts";
import type { RecordValues } from "../records/record.ts";
import { listOf, shapeOf } from "../records/record-shape.ts";

/** The names of the files that a record has, of all its fields. */
export function fileNamesOf({
  collection,
  values,
}: {
  readonly collection: Collection;
  readonly values: RecordValues;
}): readonly string[] {
  const { fileFields } = shapeOf(collection);
  return fileFields.flatMap(({ name }) => listOf(values[name]));
}
