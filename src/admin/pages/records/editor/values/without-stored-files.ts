import type { CollectionModel } from "pocketbase";
import { fileEntries } from "../../inputs/files/file-entries.ts";
import { editedFields, type FieldValues } from "./field-values.ts";

/** The values for a record that is made anew once it was deleted: the files that it had are gone. */
export function withoutStoredFiles(
  collection: CollectionModel,
  values: FieldValues,
): FieldValues {
  const files = editedFields(collection)
    .filter(({ type }) => type === "file")
    .map(({ name }) => {
      const fresh = fileEntries(values[name]).filter(
        ({ kind }) => kind === "new",
      );
      return [name, fresh] as const;
    });
  return { ...values, ...Object.fromEntries(files) };
}
