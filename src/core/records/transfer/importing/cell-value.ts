import { toList } from "../../../collections/fields/list-value.ts";
import { toNumber } from "../../../collections/fields/casting.ts";
import { toDateTime } from "../../../collections/fields/date-time.ts";
import { toObject } from "../../../collections/fields/json-value.ts";
import type { Field } from "../../../collections/fields/field.ts";
import { type FieldError, fieldError } from "../../../errors.ts";
import { isObject } from "../../../json.ts";
import { restoreText } from "../formulas.ts";

/** A value that is no value of its field. */
export class WrongCell extends Error {
  readonly error: FieldError;
  constructor(error: FieldError) {
    super(error.message);
    this.error = error;
  }
}

/**
 * What a cell gives its field. A body may say "many" for a number, which then is 0; of a file that someone made by hand,
 * nothing is to become something else without a word.
 *
 * @param isText the file holds nothing but texts: lists may be written with commas
 * @throws {WrongCell}
 */
export function cellValue(
  field: Field,
  raw: unknown,
  isText: boolean,
): unknown {
  switch (field.type) {
    case "number":
      return numberIn(raw);
    case "bool":
      return boolIn(raw);
    case "date":
    case "autodate":
      return dateIn(raw);
    case "geoPoint":
      return pointIn(raw);
    case "select":
      return isText && typeof raw === "string"
        ? listIn(raw, field.maxSelect, field.values ?? [])
        : raw;
    case "relation":
      return isText && typeof raw === "string"
        ? listIn(raw, field.maxSelect, [])
        : raw;
    case "text":
    case "editor":
    case "email":
    case "url":
      return isText && typeof raw === "string" ? restoreText(raw) : raw;
    case "json":
    case "password":
    case "file":
      break;
  }
  return raw;
}

const zero = /^[+-]?(?:0[0_]*\.?0*|\.0+)(?:e[+-]?\d+)?$/i;

function numberIn(raw: unknown): unknown {
  if (raw === null || typeof raw === "number" || typeof raw === "boolean") {
    return raw;
  }
  const text = typeof raw === "string" ? raw.trim() : "?";
  if (text === "") return null;
  const number = toNumber(text);
  if (!Number.isFinite(number) || (number === 0 && !zero.test(text))) {
    throw new WrongCell(notANumber);
  }
  return number;
}

const words: ReadonlyMap<string, boolean> = new Map([
  ...["true", "t", "yes", "y", "1"].map((word) => [word, true] as const),
  ...["false", "f", "no", "n", "0"].map((word) => [word, false] as const),
]);

function boolIn(raw: unknown): unknown {
  if (raw === null || typeof raw === "number" || typeof raw === "boolean") {
    return raw;
  }
  const text = typeof raw === "string" ? raw.trim().toLowerCase() : "?";
  if (text === "") return null;
  const value = words.get(text);
  if (value === undefined) throw new WrongCell(notABool);
  return value;
}

function dateIn(raw: unknown): unknown {
  if (raw === null) return raw;
  const text = typeof raw === "string" ? raw.trim() : raw;
  if (text === "") return null;
  const date = toDateTime(text);
  if (date === "" && !isZeroTime(text)) throw new WrongCell(notADate);
  return date;
}

/** What PocketBase's own clients write for no date. */
function isZeroTime(raw: unknown): boolean {
  return typeof raw === "string" && raw.startsWith("0001-01-01");
}

function pointIn(raw: unknown): unknown {
  if (raw === null || raw === "") return null;
  const point = toObject(raw);
  const isPoint =
    isObject(point) &&
    typeof point["lon"] === "number" &&
    typeof point["lat"] === "number";
  if (!isPoint) throw new WrongCell(notAPoint);
  return point;
}

/** A list as JSON, or with commas between its entries. */
function listIn(
  text: string,
  maxSelect: number,
  known: readonly string[],
): unknown {
  const plain = restoreText(text);
  if (maxSelect <= 1 || known.includes(plain)) return plain;
  if (text.trimStart().startsWith("[")) return toList(text);
  return text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

const notANumber = fieldError("validation_not_a_number", "Must be a number.");
const notABool = fieldError("validation_not_a_bool", "Must be true or false.");
const notADate = fieldError("validation_invalid_date", "Must be a date.");
const notAPoint = fieldError(
  "validation_invalid_geo_point",
  'Must be a place such as {"lon": 13.4, "lat": 52.5}.',
);
