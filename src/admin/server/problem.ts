import { ClientResponseError } from "pocketbase";
import { fill, text } from "../text.ts";

/** Why a request failed, in words. */
export interface Problem {
  /** As a whole. */
  readonly message: string;
  /** What is wrong with each value, by its name in the API. */
  readonly fields: Readonly<Record<string, string>>;
}

/** @throws what is no answer of the server, and no lack of one, as it is */
export function describeProblem(error: unknown): Problem {
  if (!(error instanceof ClientResponseError)) throw error;
  return {
    message: describeStatus(error.status),
    fields: describeFields(error),
  };
}

/** Whether the server refused a link itself: expired, used up, or of an account that is gone. */
export function isLinkRefused(error: unknown): boolean {
  return (
    error instanceof ClientResponseError &&
    ([401, 403, 404].includes(error.status) ||
      Object.hasOwn(errorsOf(error), "token"))
  );
}

function describeStatus(status: number): string {
  const { failure } = text;
  if (status === 0) return failure.unreachable;
  if (status === 429) return failure.tooMany;
  if (status === 401 || status === 403) return failure.refused;
  if (status === 404) return failure.missing;
  return status >= 500 ? failure.broken : failure.other;
}

function describeFields(error: ClientResponseError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(errorsOf(error))) {
    const { code, message, params } = Object(value) as Record<string, unknown>;
    const template =
      text.codes[String(code)] ??
      (typeof message === "string" ? message : text.failure.other);
    fields[name] = fill(template, Object(params) as Record<string, unknown>);
  }
  return fields;
}

/** An answer's errors by field. */
function errorsOf(
  error: ClientResponseError,
): Readonly<Record<string, unknown>> {
  const { data }: Record<string, unknown> = error.response;
  return Object(data) as Record<string, unknown>;
}
