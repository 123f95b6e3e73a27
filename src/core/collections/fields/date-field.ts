import { outOfDates, required } from "./field-errors.ts";
import { readDateTime, toDateTime } from "./date-time.ts";
import { parseDescription } from "./field-base.ts";
import type { DateField, FieldType } from "./field.ts";
import { dateOption } from "./option-reading.ts";

/** A point in time. */
export const dateField: FieldType<DateField> = {
  type: "date",

  parseOptions: (raw) => ({
    ...parseDescription(raw),
    min: dateOption(raw, "min"),
    max: dateOption(raw, "max"),
  }),

  // PocketBase takes a range that no date is in, so existing folders may have one.
  validateOptions: () => undefined,

  column: () => ({ kind: "text" }),
  isMultiple: () => false,
  empty: () => "",
  coerce: (_field, raw) => toDateTime(raw),
  modify: (_field, current, modifier, raw) =>
    modifier === "set" ? toDateTime(raw) : current,
  read: (_field, column) => readDateTime(column),
  write: (_field, value) => toDateTime(value),

  validate(field, value) {
    const date = toDateTime(value);
    if (date === "") return field.required ? required : undefined;
    return outOfDates(date, field.min, field.max);
  },
};
