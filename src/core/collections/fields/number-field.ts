import { fieldError, type FieldError } from "../../errors.ts";
import { toNumber } from "./casting.ts";
import { parseDescription } from "./field-base.ts";
import { collect, required } from "./field-errors.ts";
import type { FieldType, NumberField } from "./field.ts";
import { boolOption, numberOption } from "./option-reading.ts";

/** A number of 64-bit floating point. Zero is what an unset field has, so that "required" refuses it. */
export const numberField: FieldType<NumberField> = {
  type: "number",

  parseOptions: (raw) => ({
    ...parseDescription(raw),
    min: numberOption(raw, "min"),
    max: numberOption(raw, "max"),
    onlyInt: boolOption(raw, "onlyInt"),
  }),

  validateOptions({ min, max, onlyInt }) {
    const check = (bound: number | null) =>
      bound !== null && onlyInt && !isInteger(bound) ? notInteger : undefined;
    return collect([
      ["min", check(min)],
      ["max", check(max)],
      [
        "max",
        min !== null && max !== null && max < min ? below(min) : undefined,
      ],
    ]);
  },

  column: () => ({ kind: "number" }),
  isMultiple: () => false,
  empty: () => 0,
  coerce: (_field, raw) => toNumber(raw),

  modify(_field, current, modifier, raw) {
    if (modifier === "set") return toNumber(raw);
    if (modifier === "append") return toNumber(current) + toNumber(raw);
    if (modifier === "remove") return toNumber(current) - toNumber(raw);
    return current;
  },

  read: (_field, column) =>
    typeof column === "number" ? column : toNumber(column),
  write: (_field, value) =>
    typeof value === "number" ? value : toNumber(value),

  validate(field, value) {
    const number = toNumber(value);
    if (!Number.isFinite(number)) {
      return fieldError("validation_not_a_number", "Must be a number.");
    }
    if (number === 0) return field.required ? required : undefined;
    if (field.onlyInt && !isInteger(number)) return notInteger;
    if (field.min !== null && number < field.min) return below(field.min);
    return field.max !== null && number > field.max
      ? fieldError(
          "validation_max_number_constraint",
          `Must be less or equal than ${field.max}.`,
          { max: field.max },
        )
      : undefined;
  },
};

const notInteger = fieldError(
  "validation_only_int_constraint",
  "Decimal numbers are not allowed.",
);

function below(min: number): FieldError {
  return fieldError(
    "validation_min_number_constraint",
    `Must be greater or equal than ${min}.`,
    { min },
  );
}

/** A whole number of 64 bits. */
function isInteger(number: number): boolean {
  return Number.isInteger(number) && Math.abs(number) < 2 ** 63;
}
