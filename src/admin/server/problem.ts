import { ClientResponseError } from "pocketbase";
import { fill, text } from "../text/index.ts";

/** Why a request failed, in words. */
export interface Problem {
  /** As a whole. */
  readonly message: string;
  /** What is wrong with each value, by its path in the API, as in `smtp.host` or `fields.0.name`. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A request was refused for a reason that its page can put better than the server; the message says it. */
export class Refusal extends Error {}

/** @throws what is no answer of the server, and no lack of one, as it is */
export function describeProblem(error: unknown): Problem {
  if (error instanceof Refusal) return { message: error.message, fields: {} };
  if (!(error instanceof ClientResponseError)) throw error;
  return {
    message: describeAnswer(error),
    fields: Object.fromEntries(describeFields(errorsOf(error), "")),
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

function describeAnswer({ status, response }: ClientResponseError): string {
  const { failure } = text;
  if (status === 0) return failure.unreachable;
  if (status === 429) return failure.tooMany;
  if (status === 401 || status === 403) return failure.refused;
  if (status === 404) return failure.missing;
  if (status >= 500 && status !== 507) return failure.broken;
  const { message }: Record<string, unknown> = response;
  return typeof message === "string" && message !== ""
    ? message
    : failure.other;
}

/** What is wrong is told at any depth: a code and a message, by the names that lead there. */
function describeFields(
  errors: Readonly<Record<string, unknown>>,
  path: string,
): [string, string][] {
  return Object.entries(errors).flatMap(([name, value]) => {
    const error = Object(value) as Record<string, unknown>;
    const { code, message, params } = error;
    return typeof code === "string" && typeof message === "string"
      ? [[path + name, describeError(code, message, Object(params))]]
      : describeFields(error, `${path}${name}.`);
  });
}

function describeError(
  code: string,
  message: string,
  params: Readonly<Record<string, unknown>>,
): string {
  return fill(text.codes[code] ?? message, params);
}

/** An answer's errors by field. */
function errorsOf(
  error: ClientResponseError,
): Readonly<Record<string, unknown>> {
  const { data }: Record<string, unknown> = error.response;
  return Object(data) as Record<string, unknown>;
}
