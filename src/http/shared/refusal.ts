import { BatchFailed } from "../../core/batch/batch-failed.ts";
import {
  ChangedMeanwhile,
  type DomainError,
  Forbidden,
  Invalid,
  NotFound,
  TooLarge,
  TooMany,
  Unauthorized,
  Unavailable,
} from "../../core/errors.ts";
import type { Logger } from "../../core/logs/logger.ts";
import { DiskFailed, TimedOut } from "../../engines/database/database.ts";
import { failureOf } from "./request-info.ts";

type ErrorKind = abstract new (...args: never[]) => DomainError | TimedOut;

const statuses: readonly (readonly [ErrorKind, number])[] = [
  [NotFound, 404],
  [Invalid, 400],
  [Forbidden, 403],
  [Unauthorized, 401],
  [Unavailable, 503],
  [ChangedMeanwhile, 412],
  [TooLarge, 413],
  [TooMany, 429],
  // The caller asked for too much, or too many did at once: worth another, smaller try, and no defect.
  [TimedOut, 400],
];

/** The status that answers an error whose message the caller is meant to see; undefined for any other. */
export function statusOf(error: unknown): number | undefined {
  return statuses.find(([kind]) => error instanceof kind)?.[1];
}

/** Something that should not have happened, as far as its caller is told. */
export interface Defect {
  readonly status: number;
  readonly message: string;
  /** Under which the log has all of it. */
  readonly id: string;
}

/** Notes in the log, under an id, what should not have happened. The message has the id and no more than helps. */
export function noteDefect(
  error: unknown,
  request: Request,
  log: Logger,
): Defect {
  const id = crypto.randomUUID();
  const { pathname } = new URL(request.url);
  log.error("a request failed", {
    request: id,
    method: request.method,
    path: pathname,
    error,
  });
  const { status, message } = explain(error);
  return { status, message: `${message} (${id})`, id };
}

/** What a disk does is no secret, and the operator's to mend; anything else could be one. */
function explain(thrown: unknown) {
  const error = thrown instanceof BatchFailed ? thrown.cause : thrown;
  if (error instanceof DiskFailed) {
    const status = error.fault === "damaged" ? 500 : 507;
    return { status, message: error.message.replace(/\.$/, "") };
  }
  const message = "Something went wrong while processing your request";
  return { status: 500, message };
}

/** While the data is being replaced nothing can be answered from it. */
export const absence = {
  status: 503,
  message: "A backup is being restored, please try again later",
} as const;

/**
 * The answer to a request that failed; the request remembers why, for the log.
 *
 * @param answer.json the body
 * @param answer.defect the id of what should not have happened
 */
export function refuse(
  request: Request,
  error: unknown,
  answer: {
    readonly status: number;
    readonly json: string;
    readonly headers: Headers;
    readonly defect?: string | undefined;
  },
): Response {
  const { status, json, headers, defect } = answer;
  request[failureOf] = { error, defect };
  if (error instanceof TooMany && error.retryAfter !== undefined) {
    const patient = new Headers(headers);
    patient.set("Retry-After", String(error.retryAfter));
    return new Response(json, { status, headers: patient });
  }
  return new Response(json, { status, headers });
}
