import type { CollectionField, CollectionModel, RecordModel } from "pocketbase";
import { formatJson } from "../../../../code/json/format-json.ts";
import { findLostNumber } from "../../../../code/json/lost-number.ts";
import { isSame } from "../../../../components/hooks/is-same.ts";
import {
  entryId,
  fileEntries,
  keptFiles,
  storedFiles,
} from "../../inputs/files/file-entries.ts";
import { pointOf } from "../../inputs/geo/geo-point.ts";
import { textOf, textsOf } from "../../plain-values.ts";

/**
 * What is edited, by the names of fields: as the API writes it, but for JSON, which is the text that is typed, files, which are
 * a list of `FileEntry`, and passwords, which are empty unless they are to be changed.
 */
export type FieldValues = Readonly<Record<string, unknown>>;

/** Of a login: what the password must be repeated as. */
export const confirmName = "passwordConfirm";

/** The fields that are edited. What the server writes by itself is not: dates of changes, and the key of a login's tokens. */
export function editedFields({
  fields,
  type,
}: CollectionModel): readonly CollectionField[] {
  return fields.filter(
    (field) =>
      field.type !== "autodate" &&
      !(type === "auth" && field.name === "tokenKey"),
  );
}

/** The values of a record, or of one that is to be made. */
export function valuesOf(
  collection: CollectionModel,
  record?: RecordModel,
): FieldValues {
  const entries = editedFields(collection).map(
    (field) => [field.name, valueOf(field, record?.[field.name])] as const,
  );
  const values = Object.fromEntries(entries);
  return collection.type === "auth" ? { ...values, [confirmName]: "" } : values;
}

/** Whether two values of a field are the same once they are saved. */
export function isSameValue(
  field: CollectionField,
  one: unknown,
  other: unknown,
): boolean {
  switch (field.type) {
    case "file":
      return isSame(keptIds(one), keptIds(other));
    case "json":
      return isSameJson(textOf(one), textOf(other));
    case "number":
      // The server knows no number that is none.
      return (one ?? 0) === (other ?? 0);
    default:
      return isSame(one, other);
  }
}

/** The names of the fields whose values differ. */
export function changedNames(
  collection: CollectionModel,
  base: FieldValues,
  values: FieldValues,
): readonly string[] {
  return editedFields(collection)
    .filter((field) => {
      const { name } = field;
      return !isSameValue(field, base[name], values[name]);
    })
    .map(({ name }) => name);
}

/** Whether a field may have several values. */
export function isMultiple(field: CollectionField): boolean {
  return Number(field["maxSelect"] ?? 0) > 1;
}

function valueOf(field: CollectionField, value: unknown): unknown {
  switch (field.type) {
    case "file":
      return storedFiles(value);
    case "json":
      return value === null || value === undefined
        ? ""
        : JSON.stringify(value, null, 2);
    case "password":
      return "";
    case "bool":
      return value === true;
    case "number":
      return typeof value === "number" ? value : 0;
    case "geoPoint":
      return pointOf(value);
    case "select":
    case "relation":
      return isMultiple(field) ? textsOf(value) : (textsOf(value)[0] ?? "");
    default:
      return textOf(value);
  }
}

function keptIds(value: unknown): readonly string[] {
  return keptFiles(fileEntries(value)).map(entryId);
}

function isSameJson(one: string, other: string): boolean {
  if (one.trim() === other.trim()) return true;
  try {
    const [value, otherValue] = [parsedJson(one), parsedJson(other)];
    // To JavaScript, numbers of many digits are the same where they are not.
    const isExact = [one, other].every((text) => !findLostNumber(text));
    return isExact
      ? isSame(value, otherValue)
      : formatJson(one) === formatJson(other);
  } catch {
    // One of them is no JSON yet.
    return false;
  }
}

function parsedJson(text: string): unknown {
  return text.trim() === "" ? null : JSON.parse(text);
}
