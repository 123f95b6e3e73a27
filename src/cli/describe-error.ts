import { Invalid, isFieldError } from "../core/errors.ts";
import type { DomainError, FieldErrors } from "../core/errors.ts";

/** An error for a person at the console: its sentence, and what is wrong with which value. */
export function describeError(error: DomainError): string {
  if (!(error instanceof Invalid)) return error.message;
  return [error.message, ...describeFields(error.fields, "")].join("\n  ");
}

function describeFields(fields: FieldErrors, path: string): string[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    isFieldError(value)
      ? [`${path}${name}: ${value.message}`]
      : describeFields(value, `${path}${name}.`),
  );
}
