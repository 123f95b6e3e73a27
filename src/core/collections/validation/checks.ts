import { fieldError, type FieldError } from "../../errors.ts";
import { required } from "../fields/field-errors.ts";

export { required };

/** Text that is wanted, of so many bytes. */
export function textLength(
  text: string,
  min: number,
  max: number,
): FieldError | undefined {
  if (text === "") return required;
  const length = Buffer.byteLength(text);
  return length >= min && length <= max
    ? undefined
    : fieldError(
        "validation_length_out_of_range",
        `The length must be between ${min} and ${max}.`,
        { min, max },
      );
}

/** A number that is wanted, and at least or most so much. */
export function numberRange(
  value: number,
  min: number,
  max = Infinity,
): FieldError | undefined {
  if (value === 0) return required;
  if (value < min)
    return fieldError(
      "validation_min_greater_equal_than_required",
      `Must be no less than ${min}.`,
      { threshold: min },
    );
  if (value > max)
    return fieldError(
      "validation_max_less_equal_than_required",
      `Must be no greater than ${max}.`,
      { threshold: max },
    );
  return undefined;
}

export const wrongFormat = fieldError(
  "validation_match_invalid",
  "Must be in a valid format.",
);

export const mustBeNull = fieldError("validation_nil", "Must be null.");

/** A query that cannot be a view. */
export function invalidViewQuery(reason: string): FieldError {
  return fieldError(
    "validation_invalid_view_query",
    `Invalid query: ${reason.slice(0, 500)}.`,
  );
}
