import { fieldError } from "../../errors.ts";
import type { Json } from "../../json.ts";
import { countBytes, decodeUtf8 } from "./casting.ts";
import { parseDescription } from "./field-base.ts";
import {
  collect,
  largestInteger,
  outOfBounds,
  required,
} from "./field-errors.ts";
import type { FieldType, FieldValue, JsonField } from "./field.ts";
import { isStorable, readJsonText, toJson, writeJson } from "./json-value.ts";
import { intOption } from "./option-reading.ts";

/** Bytes that a field without `maxSize` takes. */
const defaultJsonSize = 1 << 20;

/** Any JSON value. */
export const jsonField: FieldType<JsonField> = {
  type: "json",

  parseOptions: (raw) => ({
    ...parseDescription(raw),
    maxSize: intOption(raw, "maxSize"),
  }),

  validateOptions: (field) =>
    collect([["maxSize", outOfBounds(field.maxSize, 0, largestInteger)]]),

  column: () => ({ kind: "json", defaultJson: "null" }),
  isMultiple: () => false,
  empty: () => null,
  coerce: (_field, raw) => toJson(raw),
  modify: (_field, current, modifier, raw) =>
    modifier === "set" ? toJson(raw) : current,

  read(_field, column) {
    if (typeof column === "string") return readJsonText(column);
    if (typeof column === "bigint") return Number(column);
    if (column instanceof Uint8Array) {
      return column.length === 0 ? null : readJsonText(decodeUtf8(column));
    }
    return column ?? null;
  },

  write: (_field, value) => (value === null ? null : writeJson(jsonOf(value))),

  validate(field, value) {
    const json = jsonOf(value);
    if (!isStorable(json)) {
      return fieldError(
        "validation_invalid_json",
        "Must be a valid JSON value, nested no deeper than 1,000 levels.",
      );
    }
    const text = writeJson(json);
    const maxSize = field.maxSize > 0 ? field.maxSize : defaultJsonSize;
    if (countBytes(text) > maxSize) {
      return fieldError(
        "validation_json_size_limit",
        `The maximum allowed JSON size is ${maxSize} bytes.`,
        { maxSize },
      );
    }
    return field.required && emptyTexts.has(text) ? required : undefined;
  },
};

const emptyTexts = new Set(["null", '""', "[]", "{}"]);

/** The value of a JSON field, which is never a password. */
function jsonOf(value: FieldValue): Json {
  return value as Json;
}
