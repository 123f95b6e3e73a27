import type { CollectionField, CollectionModel } from "pocketbase";
import {
  entryId,
  fileEntries,
  type FileEntry,
  keptFiles,
} from "../../inputs/files/file-entries.ts";
import {
  changedNames,
  confirmName,
  editedFields,
  type FieldValues,
  isMultiple,
} from "./field-values.ts";

/** What to send so that a record has these values: only what differs. A form if there are new files, which otherwise is JSON. */
export function recordBody(
  collection: CollectionModel,
  base: FieldValues,
  values: FieldValues,
): Readonly<Record<string, unknown>> | FormData {
  const changed = new Set(changedNames(collection, base, values));
  const json: Record<string, unknown> = {};
  const files: [string, File][] = [];
  for (const field of editedFields(collection)) {
    const { name } = field;
    if (!changed.has(name)) continue;
    if (field.type === "file") {
      const parts = fileParts(field, fileEntries(values[name]));
      if (parts.names !== undefined) json[name] = parts.names;
      files.push(...parts.files);
    } else {
      json[name] = values[name];
    }
  }
  const confirmation = values[confirmName];
  if (changed.has("password") || Boolean(confirmation)) {
    json["password"] = values["password"];
    json[confirmName] = confirmation;
  }
  return files.length > 0 ? formOf(json, files) : json;
}

/**
 * The names of a field's files in the order that was asked for, once they are saved, if the server has put them in another one:
 * a form cannot say where among the names that it keeps a new file belongs.
 *
 * @param saved the names that the record has now: those kept, then the new ones as they were sent
 */
export function wantedFileOrder(
  entries: readonly FileEntry[],
  saved: readonly string[],
): readonly string[] | undefined {
  const kept = keptFiles(entries);
  const stored = new Set(
    kept.filter(({ kind }) => kind === "stored").map(entryId),
  );
  const added = saved.filter((name) => !stored.has(name));
  const wanted = kept.map((entry) =>
    entry.kind === "stored" ? entry.name : added.shift(),
  );
  const isKnown = wanted.every((name) => name !== undefined);
  if (!isKnown || wanted.length !== saved.length) return undefined;
  const isSo = wanted.every((name, at) => name === saved[at]);
  return isSo ? undefined : wanted;
}

/** What is sent for a field: names of files that it has, and new ones, which come after them. */
function fileParts(
  field: CollectionField,
  entries: readonly FileEntry[],
): {
  readonly names: readonly string[] | string | undefined;
  readonly files: [string, File][];
} {
  const kept = keptFiles(entries);
  const names = kept.flatMap((one) =>
    one.kind === "stored" ? [one.name] : [],
  );
  const added = kept.flatMap((one) => (one.kind === "new" ? [one.file] : []));
  const { name } = field;
  if (!isMultiple(field)) {
    const file = added.at(-1);
    return file === undefined
      ? { names: names.at(-1) ?? "", files: [] }
      : { names: undefined, files: [[name, file]] };
  }
  // Without names the new ones take the place of all that there were.
  const part = names.length > 0 ? `${name}+` : name;
  return {
    names: names.length > 0 || added.length === 0 ? names : undefined,
    files: added.map((file) => [part, file]),
  };
}

/** The texts of a form say less than JSON does, so that they are no texts of the form. */
function formOf(
  json: Readonly<Record<string, unknown>>,
  files: readonly [string, File][],
): FormData {
  const form = new FormData();
  form.append("@jsonPayload", JSON.stringify(json));
  for (const [name, file] of files) form.append(name, file);
  return form;
}
