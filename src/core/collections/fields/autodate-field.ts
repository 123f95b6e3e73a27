import { fieldError } from "../../errors.ts";
import { readDateTime, toDateTime } from "./date-time.ts";
import { collect, required } from "./field-errors.ts";
import type { AutodateField, FieldType } from "./field.ts";
import { boolOption } from "./option-reading.ts";

/** A point in time that the server sets when a record is created or updated; what clients send for it is ignored. */
export const autodateField: FieldType<AutodateField> = {
  type: "autodate",

  parseOptions: (raw) => ({
    onCreate: boolOption(raw, "onCreate"),
    onUpdate: boolOption(raw, "onUpdate"),
  }),

  validateOptions(field, { previous }) {
    const before = previous?.type === "autodate" ? previous : field;
    const never = !field.onCreate && !field.onUpdate ? neverSet : undefined;
    const isFixed = (option: "onCreate" | "onUpdate") =>
      field.system && field[option] !== before[option] ? mismatch : undefined;
    return collect([
      ["onCreate", isFixed("onCreate")],
      ["onCreate", never],
      ["onUpdate", isFixed("onUpdate")],
      ["onUpdate", never],
    ]);
  },

  column: () => ({ kind: "text" }),
  isMultiple: () => false,
  empty: () => "",
  coerce: (_field, raw) => toDateTime(raw),
  modify: (_field, current) => current,
  read: (_field, column) => readDateTime(column),
  write: (_field, value) => toDateTime(value),
  validate: () => undefined,

  beforeSave(field, value, { isNew, changed, now }) {
    // A value that the server itself has set already stays.
    const isDue = (isNew ? field.onCreate : field.onUpdate) && !changed;
    return isDue ? now : value;
  },
};

const neverSet = {
  ...required,
  message: "Either onCreate or onUpdate must be enabled.",
};

const mismatch = fieldError(
  "validation_values_mismatch",
  "This option of a system field cannot be changed.",
);
