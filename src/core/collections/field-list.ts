import { isObject } from "../json.ts";
import type { Field } from "./fields/field.ts";
import { defaultFieldId } from "./fields/field-base.ts";
import { parseField } from "./fields/field-types.ts";

/**
 * The list with one more field. A field with an id takes the place of the one with the same id; a field without takes
 * the place (and id) of the one with the same name, so that a client may name fields without knowing their ids.
 *
 * @param field `id` may be empty
 */
export function addField(
  fields: readonly Field[],
  field: Field,
): readonly Field[] {
  const at = fields.findIndex((other) =>
    field.id === ""
      ? field.name !== "" && other.name === field.name
      : other.id === field.id,
  );
  const known = fields[at];
  if (known !== undefined) return fields.with(at, { ...field, id: known.id });
  if (field.id !== "") return [...fields, field];
  return [...fields, { ...field, id: freeFieldId(fields, field) }];
}

/** Reads a list of fields from untrusted JSON. @throws {Invalid} it cannot be understood */
export function parseFields(raw: readonly unknown[]): readonly Field[] {
  return raw.reduce<readonly Field[]>((fields, entry) => {
    const hasId =
      isObject(entry) && typeof entry["id"] === "string" && entry["id"] !== "";
    const field = parseField(entry);
    return addField(fields, hasId ? field : { ...field, id: "" });
  }, []);
}

function freeFieldId(fields: readonly Field[], field: Field): string {
  const base = defaultFieldId(field.type, field.name);
  for (let suffix = 1; ; suffix++) {
    const id = suffix === 1 ? base : `${base}${suffix}`;
    if (!fields.some((other) => other.id === id)) return id;
  }
}
