import {
  collect,
  noEmail,
  required,
  tooLong,
} from "../collections/fields/field-errors.ts";
import { isEmail } from "../collections/fields/email-format.ts";
import { type FieldError, type FieldErrors, Invalid } from "../errors.ts";

/** Bytes that an address in a request may have. */
const maxEmailBytes = 255;

/**
 * Refuses what a client sent, if there is anything wrong with it.
 *
 * @param errors by name, undefined where all is well
 * @throws {Invalid}
 */
export function demandValid(
  errors: Readonly<Record<string, FieldError | undefined>>,
): void {
  const found = collect(Object.entries(errors));
  if (found !== undefined) throw invalidForm(found);
}

/**
 * A value that has to be text, if it is there: empty when not. Forms have made numbers and booleans of what reads like them.
 *
 * @throws {Invalid} it is an object or a list
 */
export function demandText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return "";
  if (typeof value === "number" || typeof value === "boolean")
    return String(value);
  throw unreadable();
}

/** The refusal of values that are not of their types. */
export function unreadable(): Invalid {
  return new Invalid("An error occurred while loading the submitted data.");
}

/** The refusal of what a client sent. */
export function invalidForm(errors: FieldErrors | undefined): Invalid {
  return new Invalid(
    "An error occurred while validating the submitted data.",
    errors,
  );
}

/** What is wrong with text that has to be an email address. Whether anybody has it is not asked. */
export function emailError(text: string): FieldError | undefined {
  if (text === "") return required;
  const error = tooLong(text, maxEmailBytes);
  if (error !== undefined) return error;
  return isEmail(text) ? undefined : noEmail;
}
