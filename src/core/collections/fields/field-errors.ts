import { fieldError, type FieldError, type FieldErrors } from "../../errors.ts";
import { countBytes } from "./casting.ts";
import { patternProblem } from "./pattern.ts";

/** The checks that values and options of many types share. Each gives the error, or undefined when all is well. */

export const required = fieldError(
  "validation_required",
  "Missing required value.",
);

/** What is wrong without any code of its own. */
export const invalidValue = fieldError(
  "validation_invalid_value",
  "Invalid value.",
);

export const notInList = fieldError(
  "validation_in_invalid",
  "Must be a valid value.",
);

export const noEmail = fieldError(
  "validation_is_email",
  "Must be a valid email address.",
);

export const mismatch = fieldError(
  "validation_values_mismatch",
  "Values don't match.",
);

export const mustBeBlank = fieldError("validation_empty", "Must be blank.");

export const invalidFormat = fieldError(
  "validation_invalid_format",
  "Invalid value format.",
);

/** The largest number that JSON readers everywhere take exactly. */
export const largestInteger = Number.MAX_SAFE_INTEGER;

/** A number option between two bounds. Zero means "not set" and passes. */
export function outOfBounds(
  value: number,
  min: number,
  max = Infinity,
): FieldError | undefined {
  if (value === 0) return undefined;
  if (value < min) {
    return fieldError(
      "validation_min_greater_equal_than_required",
      `Must be no less than ${min}.`,
      { threshold: min },
    );
  }
  if (value > max) {
    return fieldError(
      "validation_max_less_equal_than_required",
      `Must be no greater than ${max}.`,
      { threshold: max },
    );
  }
  return undefined;
}

/** A date, in the server's format, between two bounds of which either may be empty. */
export function outOfDates(
  date: string,
  min: string,
  max: string,
): FieldError | undefined {
  if (min !== "" && date < min) {
    return fieldError(
      "validation_min_greater_equal_than_required",
      `Must be no less than ${min}.`,
      { threshold: rfc3339(min) },
    );
  }
  if (max !== "" && date > max) {
    return fieldError(
      "validation_max_less_equal_than_required",
      `Must be no greater than ${max}.`,
      { threshold: rfc3339(max) },
    );
  }
  return undefined;
}

/** More values than a field takes; 0 stands for 1. */
export function tooMany(count: number, limit: number): FieldError | undefined {
  const maxSelect = Math.max(limit, 1);
  return count <= maxSelect
    ? undefined
    : fieldError(
        "validation_too_many_values",
        `Select no more than ${maxSelect}.`,
        { maxSelect },
      );
}

/** A pattern that is no RE2 expression; empty passes. */
export function validatePattern(pattern: string): FieldError | undefined {
  const problem = pattern === "" ? undefined : patternProblem(pattern);
  return problem === undefined
    ? undefined
    : fieldError("validation_invalid_regex", `Invalid pattern: ${problem}.`);
}

/** Text of 1 to `max` bytes; empty passes. */
export function tooLong(text: string, max: number): FieldError | undefined {
  return countBytes(text) <= max
    ? undefined
    : fieldError(
        "validation_length_out_of_range",
        `The length must be between 1 and ${max}.`,
        { min: 1, max },
      );
}

/** Text of another length than this, in bytes. */
export function exactLength(
  text: string,
  length: number,
): FieldError | undefined {
  return countBytes(text) === length
    ? undefined
    : fieldError(
        "validation_length_invalid",
        `The length must be exactly ${length}.`,
        { min: length, max: length },
      );
}

/** The errors of each entry of a list, by its index. */
export function eachError(
  entries: readonly string[] | null,
  check: (entry: string) => FieldError | undefined,
): FieldErrors | undefined {
  return collect(
    (entries ?? []).map((entry, index) => [String(index), check(entry)]),
  );
}

/** The errors that there are, by name; the first of a name counts. Undefined when there are none. */
export function collect(
  errors: readonly (readonly [string, FieldError | FieldErrors | undefined])[],
): FieldErrors | undefined {
  const found = new Map<string, FieldError | FieldErrors>();
  for (const [name, error] of errors) {
    if (error !== undefined && !found.has(name)) found.set(name, error);
  }
  return found.size === 0 ? undefined : Object.fromEntries(found);
}

/** The date as clients know it from this error's parameters: `2022-01-01T10:00:00.5Z`, no zeros at the end of the fraction. */
function rfc3339(date: string): string {
  return date.replace(" ", "T").replace(/\.?0*Z$/, "Z");
}
