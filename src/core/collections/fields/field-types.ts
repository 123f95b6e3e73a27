import { isObject, type JsonObject } from "../../json.ts";
import { autodateField } from "./autodate-field.ts";
import { boolField } from "./bool-field.ts";
import { dateField } from "./date-field.ts";
import { editorField } from "./editor-field.ts";
import { emailField } from "./email-field.ts";
import { parseFieldBase, unreadableField } from "./field-base.ts";
import type { Field, FieldType, FieldTypeName } from "./field.ts";
import { fileField } from "./file-field.ts";
import { geoPointField } from "./geo-point-field.ts";
import { jsonField } from "./json-field.ts";
import { numberField } from "./number-field.ts";
import { passwordField } from "./password-field.ts";
import { relationField } from "./relation-field.ts";
import { selectField } from "./select-field.ts";
import { textField } from "./text-field.ts";
import { urlField } from "./url-field.ts";

/** The field types by name. */
export const fieldTypes: {
  readonly [T in FieldTypeName]: FieldType<Extract<Field, { type: T }>>;
} = {
  text: textField,
  editor: editorField,
  number: numberField,
  bool: boolField,
  email: emailField,
  url: urlField,
  date: dateField,
  autodate: autodateField,
  select: selectField,
  file: fileField,
  relation: relationField,
  json: jsonField,
  password: passwordField,
  geoPoint: geoPointField,
};

/** The field's type. It must be used with this field (or one of the same type) alone. */
export function fieldTypeOf(field: Field): FieldType {
  return fieldTypes[field.type];
}

/**
 * Reads one field from untrusted JSON: unknown options are ignored, absent ones have their zero value, an absent id is made
 * of type and name, so that it stays the same however often the same field is sent.
 *
 * @throws {Invalid} it is no object, of no known type, or an option is of the wrong type
 */
export function parseField(raw: unknown): Field {
  if (!isObject(raw)) throw unreadableField("a field must be an object");
  const type = Object.hasOwn(raw, "type") ? raw["type"] : undefined;
  if (!isFieldTypeName(type)) throw unreadableField("unknown field type");
  // Each type's options complete the base to its own kind of field.
  return {
    ...parseFieldBase(type, raw),
    ...fieldTypes[type].parseOptions(raw),
  } as Field;
}

/** The field as the API shows it and `_collections` stores it: all its options, in alphabetical order. */
export function presentField(field: Field): JsonObject {
  return Object.fromEntries(
    Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

export function isFieldTypeName(name: unknown): name is FieldTypeName {
  return typeof name === "string" && Object.hasOwn(fieldTypes, name);
}
