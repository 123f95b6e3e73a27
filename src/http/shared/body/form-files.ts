import type { Collection } from "../../../core/collections/collection.ts";
import { largestFile } from "../../../core/collections/fields/file-field.ts";
import { toList } from "../../../core/collections/fields/list-value.ts";
import type { UploadedFile } from "../../../core/files/uploaded-file.ts";

/** Files that came with a form, each with the name of its part. */
export type FormFiles = readonly (readonly [
  name: string,
  file: UploadedFile,
])[];

/**
 * Bytes that a file in a form for a record of the collection may have, by the name of its part: `field`, `field+`,
 * `+field`. Undefined if no field takes it.
 */
export function largestFileNamed(
  collection: Collection,
  name: string,
): number | undefined {
  for (const key of [name, name.replace(/\+$/, ""), name.replace(/^\+/, "")]) {
    const field = collection.field.get(key);
    if (field?.type === "file") return largestFile(field);
  }
  return undefined;
}

/** The body of a create or update with the files in it; after the names of existing files, where the form has those too. */
export function withFiles(
  body: Readonly<Record<string, unknown>>,
  files: FormFiles,
): Readonly<Record<string, unknown>> {
  if (files.length === 0) return body;
  const merged: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(body)) merged[name] = body[name];
  for (const [name, group] of Map.groupBy(files, ([part]) => part)) {
    merged[name] = [...toList(body[name]), ...group.map(([, file]) => file)];
  }
  return merged;
}
