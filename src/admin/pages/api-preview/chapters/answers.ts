import type { PreviewContext } from "../examples/preview-context.ts";
import { sampleRecord } from "../examples/sample-record.ts";
import type { Answer } from "./chapter.ts";

/** The answer to what went well, with nothing to say. */
export const noContent: Answer = { status: 204 };

/** How the server refuses. */
export function refusal(
  status: number,
  message: string,
  data: Readonly<Record<string, unknown>> = {},
): Answer {
  return { status, body: { data, message, status } };
}

export const refusals = {
  nonsense: refusal(400, "Something went wrong while processing your request."),
  notLoggedIn: refusal(
    401,
    "The request requires valid record authorization token.",
  ),
  superusers: refusal(403, "Only superusers can perform this action."),
  notAllowed: refusal(403, "You are not allowed to perform this request."),
  notFound: refusal(404, "The requested resource wasn't found."),
  failedLogin: refusal(400, "Failed to authenticate."),
} as const;

/** Nothing was sent for these. */
export function missing(...names: readonly string[]): Answer {
  return invalid(
    "An error occurred while validating the submitted data.",
    names,
  );
}

/** A write that is refused since nothing was sent for these. */
export function invalid(message: string, names: readonly string[]): Answer {
  const error = {
    code: "validation_required",
    message: "Missing required value.",
  };
  const data = Object.fromEntries(names.map((name) => [name, error]));
  return refusal(400, message, data);
}

/** What a login answers. */
export function loginAnswer(
  context: PreviewContext,
  more: Readonly<Record<string, unknown>> = {},
): Answer {
  const record = sampleRecord(context);
  return { status: 200, body: { record, token: "eyJhbGciOi…", ...more } };
}

/** What the first of two factors answers. */
export const firstFactor: Answer = {
  status: 401,
  body: { mfaId: "l1f9x5ebkd6ks2q" },
};
