import { type FieldError, fieldError } from "../../errors.ts";
import { isObject } from "../../json.ts";
import { countBytes, countCharacters, toText } from "./casting.ts";
import { parseDescription } from "./field-base.ts";
import {
  collect,
  invalidFormat,
  invalidValue,
  outOfBounds,
  required,
  validatePattern,
} from "./field-errors.ts";
import type {
  FieldType,
  FieldValue,
  Password,
  PasswordField,
} from "./field.ts";
import { intOption, textOption } from "./option-reading.ts";
import { matchesPattern } from "./pattern.ts";

/** Characters that a field without `max` takes. */
const defaultMax = 71;
/** Bytes that bcrypt takes into account; it would cut the rest off. */
const maxBytes = 72;

/**
 * A password. A value that was just set has the plain text and no hash yet: the one who saves it hashes it, after it was
 * validated and before a transaction begins.
 */
export const passwordField: FieldType<PasswordField> = {
  type: "password",

  parseOptions: (raw) => ({
    ...parseDescription(raw),
    pattern: textOption(raw, "pattern"),
    min: intOption(raw, "min"),
    max: intOption(raw, "max"),
    cost: intOption(raw, "cost"),
  }),

  validateOptions: (field) =>
    collect([
      ["min", outOfBounds(field.min, 1, defaultMax)],
      ["max", outOfBounds(field.max, field.min, defaultMax)],
      ["cost", outOfBounds(field.cost, 4, 31)],
      ["pattern", validatePattern(field.pattern)],
    ]),

  column: () => ({ kind: "text" }),
  isMultiple: () => false,
  empty: () => ({ hash: "" }),
  coerce: (_field, raw) => newPassword(raw),
  modify: (_field, current, modifier, raw) =>
    modifier === "set" ? newPassword(raw) : current,
  read: (_field, column) => ({ hash: toText(column) }),
  write: (_field, value) => passwordOf(value).hash,

  validate: validatePassword,
};

/** What is wrong with a password that was just set; one without a plain text is not asked about its limits. */
export function validatePassword(
  field: PasswordField,
  value: FieldValue,
): FieldError | undefined {
  const { hash, plain = "" } = passwordOf(value);
  if (countBytes(plain) > maxBytes) return invalidValue;
  if (plain === "") return field.required && hash === "" ? required : undefined;
  const length = countCharacters(plain);
  if (length < field.min) {
    return fieldError(
      "validation_min_text_constraint",
      `Must be at least ${field.min} character(s).`,
    );
  }
  const max = field.max > 0 ? field.max : defaultMax;
  if (length > max) {
    return fieldError(
      "validation_max_text_constraint",
      `Must be no more than ${max} character(s).`,
    );
  }
  return field.pattern === "" || matchesPattern(field.pattern, plain)
    ? undefined
    : invalidFormat;
}

/** The value of a password field; without a hash when it is none. */
export function passwordOf(value: FieldValue | undefined): Password {
  if (!isObject(value)) return { hash: "" };
  const { hash, plain } = value;
  return {
    hash: typeof hash === "string" ? hash : "",
    ...(typeof plain === "string" && { plain }),
  };
}

/**
 * A password that the server hashed already and gives in a body, where hashing would come too late: within a transaction.
 * No client can send one. Without a plain text its field's limits are not asked.
 */
export class PreparedPassword implements Password {
  readonly hash: string;
  readonly plain: string;
  constructor(hash: string, plain = "") {
    this.hash = hash;
    this.plain = plain;
  }
}

function newPassword(raw: unknown): Password {
  if (raw instanceof PreparedPassword) {
    const { hash, plain } = raw;
    return plain === "" ? { hash } : { hash, plain };
  }
  const plain = toText(raw);
  return plain === "" ? { hash: "" } : { hash: "", plain };
}
