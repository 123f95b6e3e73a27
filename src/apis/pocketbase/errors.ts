import { BatchFailed } from "../../core/batch/batch-failed.ts";
import {
  type FieldErrors,
  Invalid,
  isFieldError,
  SecondFactorRequired,
} from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Logger } from "../../core/logs/logger.ts";
import {
  ImportRefused,
  type ImportReport,
} from "../../core/records/transfer/importing/import-report.ts";
import { ImportStopped } from "../../core/records/transfer/importing/import-run.ts";
import { absence, noteDefect, statusOf } from "../../http/shared/refusal.ts";

/** A refusal as this API writes it. */
export interface ErrorAnswer {
  readonly status: number;
  readonly json: string;
  /** The id of what should not have happened, for the log. */
  readonly defect?: string;
}

/** `{data, message, status}`. */
export interface ErrorBody {
  readonly data: Readonly<Record<string, unknown>>;
  readonly message: string;
  readonly status: number;
}

/** `{data, message, status}` for an error that the caller is meant to see; undefined for any other. */
export function describeError(error: unknown): ErrorAnswer | undefined {
  if (error instanceof SecondFactorRequired) {
    return { status: 401, json: JSON.stringify({ mfaId: error.mfaId }) };
  }
  const body = bodyOf(error);
  return body && { status: body.status, json: JSON.stringify(body) };
}

/** The body of the answer to an error that the caller is meant to see; undefined for any other. */
export function bodyOf(error: unknown): ErrorBody | undefined {
  if (error instanceof BatchFailed) return batchBody(error);
  if (error instanceof ImportRefused) {
    return errorBody(400, error.message, writeImportReport(error.report));
  }
  // Nobody is there to read it.
  const status = error instanceof ImportStopped ? 400 : statusOf(error);
  if (status === undefined) return undefined;
  const fields = error instanceof Invalid ? error.fields : {};
  const message = error instanceof Error ? error.message : "";
  return errorBody(status, message, writeFields(fields));
}

/** Which of a batch's requests failed, with the answer that it would have had by itself. */
function batchBody({
  index,
  cause,
  message,
}: BatchFailed): ErrorBody | undefined {
  if (index === undefined) return errorBody(400, message, {});
  const response = bodyOf(cause);
  if (response === undefined) return undefined;
  const failure = {
    code: "batch_request_failed",
    message: "Batch request failed.",
    response,
  };
  return errorBody(400, message, { requests: { [index]: failure } });
}

/** What an import has done, and what is wrong with rows: each as the answer to a request of its own would say it. */
export function writeImportReport({
  errors,
  ...counts
}: ImportReport): JsonObject {
  return {
    ...counts,
    errors: errors.map(({ row, line, id, error }) => {
      const { message, data } = bodyOf(error) ?? errorBody(400, "", {});
      // What an error says is written as JSON all the same.
      return { row, line, id, message, data: data as JsonObject };
    }),
  };
}

/** Something that should not have happened: the log has it all under an id, the answer the id and no more than helps. */
export function describeDefect(
  error: unknown,
  request: Request,
  log: Logger,
): ErrorAnswer {
  const { status, message, id } = noteDefect(error, request, log);
  return { ...writeError(status, message), defect: id };
}

/** The data is being replaced, and nothing can be answered from it. */
export function describeAbsence(): ErrorAnswer {
  return writeError(absence.status, absence.message);
}

/** A refusal with this status. */
export function writeError(
  status: number,
  message: string,
  fields: FieldErrors = {},
): ErrorAnswer {
  const body = errorBody(status, message, writeFields(fields));
  return { status, json: JSON.stringify(body) };
}

function errorBody(
  status: number,
  message: string,
  data: ErrorBody["data"],
): ErrorBody {
  return { data, message: asSentence(message), status };
}

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
