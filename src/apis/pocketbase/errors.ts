import {
  type DomainError,
  type FieldErrors,
  Forbidden,
  Invalid,
  isFieldError,
  NotFound,
  SecondFactorRequired,
  TooLarge,
  TooMany,
  Unauthorized,
} from "../../core/errors.ts";
import type { Logger } from "../../core/logs/logger.ts";
import { TimedOut } from "../../engines/database/database.ts";

/** A refusal as this API writes it. */
export interface ErrorAnswer {
  readonly status: number;
  readonly json: string;
}

/** `{data, message, status}` for an error that the caller is meant to see; undefined for any other. */
export function describeError(error: unknown): ErrorAnswer | undefined {
  if (error instanceof SecondFactorRequired) {
    return { status: 401, json: JSON.stringify({ mfaId: error.mfaId }) };
  }
  for (const [kind, status] of statuses) {
    if (error instanceof kind) {
      const fields = error instanceof Invalid ? error.fields : {};
      return writeError(status, error.message, fields);
    }
  }
  return undefined;
}

/** Something that should not have happened: the log has it all under an id, the answer only the id. */
export function describeDefect(
  error: unknown,
  request: Request,
  log: Logger,
): ErrorAnswer {
  const id = crypto.randomUUID();
  const { pathname } = new URL(request.url);
  log.error("a request failed", {
    request: id,
    method: request.method,
    path: pathname,
    error,
  });
  return writeError(
    500,
    `Something went wrong while processing your request (${id})`,
  );
}

function writeError(
  status: number,
  message: string,
  fields: FieldErrors = {},
): ErrorAnswer {
  const body = {
    data: writeFields(fields),
    message: asSentence(message),
    status,
  };
  return { status, json: JSON.stringify(body) };
}

type ErrorKind = abstract new (...args: never[]) => DomainError | TimedOut;

const statuses: readonly (readonly [ErrorKind, number])[] = [
  [NotFound, 404],
  [Invalid, 400],
  [Forbidden, 403],
  [Unauthorized, 401],
  [TooLarge, 413],
  [TooMany, 429],
  // The caller asked for too much, or too many did at once: worth another, smaller try, and no defect.
  [TimedOut, 400],
];

function writeFields(fields: FieldErrors): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, error]) => [
      name,
      isFieldError(error)
        ? {
            code: error.code,
            message: asSentence(error.message),
            params: error.params,
          }
        : writeFields(error),
    ]),
  );
}

/** Clients show messages as they are: each is a sentence. */
function asSentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "") return "";
  const sentence = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
