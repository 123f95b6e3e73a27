import { toText } from "./casting.ts";
import type { FieldType } from "./field.ts";

/** How the types whose values are one text keep it; what the text may say is each type's own affair. */
export const textValue = {
  column: () => ({ kind: "text" }),
  isMultiple: () => false,
  empty: () => "",
  coerce: (_field, raw) => toText(raw),
  modify: (_field, current, modifier, raw) =>
    modifier === "set" ? toText(raw) : current,
  // Nearly every column holds a text already, and lists read many.
  read: (_field, column) =>
    typeof column === "string" ? column : toText(column),
  write: (_field, value) => (typeof value === "string" ? value : toText(value)),
} satisfies Partial<FieldType>;
