import { toBool } from "./casting.ts";
import { parseDescription } from "./field-base.ts";
import { required } from "./field-errors.ts";
import type { BoolField, FieldType } from "./field.ts";

/** True or false. "Required" takes true alone. */
export const boolField: FieldType<BoolField> = {
  type: "bool",
  parseOptions: parseDescription,
  validateOptions: () => undefined,
  column: () => ({ kind: "boolean" }),
  isMultiple: () => false,
  empty: () => false,
  coerce: (_field, raw) => toBool(raw),
  modify: (_field, current, modifier, raw) =>
    modifier === "set" ? toBool(raw) : current,
  read: (_field, column) =>
    column === 1 || column === true || (column !== 0 && toBool(column)),
  write: (_field, value) => toBool(value),
  validate: (field, value) =>
    field.required && !toBool(value) ? required : undefined,
};
