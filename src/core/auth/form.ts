import {
  collect,
  required,
  tooLong,
} from "../collections/fields/field-errors.ts";
import { isEmail } from "../collections/fields/email-format.ts";
import {
  type FieldError,
  type FieldErrors,
  fieldError,
  Invalid,
} from "../errors.ts";

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
  return isEmail(text)
    ? undefined
    : fieldError("validation_is_email", "Must be a valid email address.");
}
