import type { AuthCollection } from "../collections/collection.ts";
import { outOfBounds } from "../collections/fields/field-errors.ts";
import { fieldError, Forbidden, NotFound } from "../errors.ts";
import type { RequestInfo } from "../request.ts";
import type { AuthAnswer } from "./auth.ts";
import type { AuthParts } from "./auth-parts.ts";
import { finishLogin } from "./finish-login.ts";
import { demandValid, invalidForm } from "./demand-valid.ts";
import { issueAuthToken } from "./tokens/tokens.ts";

/** Seconds: some 292 years, which is as long as PocketBase can count in nanoseconds of 64 bits. */
const maxDuration = 9_223_372_036;

/**
 * Chapter "Impersonate": a login as another record, for superusers. Its token ends when it was meant to: auth-refresh
 * gives it back as it is.
 *
 * @throws {Forbidden} no superuser asks @throws {NotFound} no such record @throws {Invalid} a `duration` that is none
 */
export async function impersonate(
  parts: AuthParts,
  collection: AuthCollection,
  id: string,
  expand: string | undefined,
  request: RequestInfo,
): Promise<AuthAnswer> {
  if (request.viewer.kind !== "superuser") throw new Forbidden();
  const record = await parts.records.find(collection, id);
  if (record === undefined) throw new NotFound();
  const duration = readDuration(request.body["duration"]);
  const token = issueAuthToken(collection, record, {
    refreshable: false,
    ...(duration > 0 && { duration }),
  });
  const login = { method: "", token, expand };
  return finishLogin(parts, collection, record, login, request);
}

/** Seconds; 0 when the collection's own are wanted. */
function readDuration(raw: unknown): number {
  const duration = raw ?? 0;
  if (typeof duration !== "number" || !Number.isInteger(duration))
    throw invalidForm({ duration: notANumber });
  demandValid({ duration: outOfBounds(duration, 0, maxDuration) });
  return duration;
}

const notANumber = fieldError(
  "validation_not_a_number",
  "Must be a whole number of seconds.",
);
