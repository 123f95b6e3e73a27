import { BatchFailed } from "../../core/batch/batch-failed.ts";
import {
  DomainError,
  type FieldErrors,
  Invalid,
  isFieldError,
} from "../../core/errors.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import type { RequestFailure } from "../shared/request-info.ts";

/** Causes below this depth are left out: they may go in a circle. */
const deepest = 5;

/** Why a request failed. */
export interface Refusal {
  readonly error?: string;
  /** What lies beneath: errors by field, or causes; null where there is nothing more to say. */
  readonly details?: Json;
}

/** Why a request failed, as the log has it. */
export function describeFailure({ error, defect }: RequestFailure): Refusal {
  return { error: messageOf(error), details: detailsOf(error, defect) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function detailsOf(error: unknown, defect: string | undefined): Json {
  // The whole of it is in the server's own message with this id.
  if (defect !== undefined) return { request: defect };
  if (error instanceof BatchFailed && error.index !== undefined) {
    const { cause } = error;
    const failure = { error: messageOf(cause), details: below(cause) };
    return { requests: { [error.index]: failure } };
  }
  return below(error);
}

function below(error: unknown): Json {
  if (error instanceof Invalid && Object.keys(error.fields).length > 0) {
    return describeFields(error.fields);
  }
  const causes: string[] = [];
  let cause = error instanceof DomainError ? error.cause : undefined;
  while (cause !== undefined && causes.length < deepest) {
    const message = messageOf(cause);
    // Often a cause says no more than what it led to.
    if (!messageOf(error).startsWith(message)) causes.push(message);
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return causes.length === 0 ? null : causes.join(": ");
}

function describeFields(fields: FieldErrors): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, error]) => [
      name,
      isFieldError(error) ? error.message : describeFields(error),
    ]),
  );
}
