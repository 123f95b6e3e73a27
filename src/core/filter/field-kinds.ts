import type { Field } from "../collections/fields/field.ts";

type ListField = Extract<Field, { readonly maxSelect: number }>;

const bareText: ReadonlySet<Field["type"]> = new Set<Field["type"]>([
  "text",
  "editor",
  "email",
  "url",
  "date",
  "autodate",
  "password",
]);

/** Whether the type can hold lists, even if this field holds one value. */
export function canHoldList(field: Field): field is ListField {
  return "maxSelect" in field;
}

/** Whether the field holds a list, as JSON. */
export function holdsList(field: Field): boolean {
  return canHoldList(field) && field.maxSelect > 1;
}

/** Whether the field's column holds bare text. */
export function holdsText(field: Field): boolean {
  return canHoldList(field) ? !holdsList(field) : bareText.has(field.type);
}
