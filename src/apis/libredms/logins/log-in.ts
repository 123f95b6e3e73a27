import type { App } from "../../../core/app.ts";
import { findByEmail } from "../../../core/auth/find-by-email.ts";
import type { AuthCollection } from "../../../core/collections/collection.ts";
import { Forbidden, Invalid } from "../../../core/errors.ts";
import type { StoredRecord } from "../../../core/records/record.ts";
import { deriveRequest, type RequestInfo } from "../../../core/request.ts";
import { isDeleted } from "../find-record.ts";
import { Refusal, unfitValue } from "../refusal.ts";

/**
 * Logs in with `email` and `password`, as the core does, hooks and all. That there is no such user is told, as clients are
 * used to that, but only after the time that a comparison takes.
 *
 * @returns the user as it was before its password was compared: tokens for it are dead if it has another one by now
 * @throws {Refusal} @throws {TooMany} too many are logging in @throws {SecondFactorRequired}
 */
export async function logIn(
  { auth, records }: Pick<App, "auth" | "records">,
  users: AuthCollection,
  body: Readonly<Record<string, unknown>>,
  request: RequestInfo,
): Promise<StoredRecord> {
  const { email, password } = readCredentials(body);
  const found = await findByEmail(records, users, email);
  const user = found !== undefined && isDeleted(found) ? undefined : found;
  const credentials = { identity: email, identityField: "email", password };
  const asked = deriveRequest(request, { body: credentials });
  try {
    const { record } = await auth.withPassword(users, undefined, asked);
    if (user !== undefined && user.id === record["id"]) return user;
  } catch (error) {
    if (user === undefined && isRefused(error)) throw nobody(error);
    if (error instanceof Invalid) throw wrongPassword(error);
    throw error;
  }
  // Somebody signed up with that address meanwhile.
  throw nobody();
}

function readCredentials({
  email,
  password,
}: Readonly<Record<string, unknown>>): {
  readonly email: string;
  readonly password: string;
} {
  if (!email || !password) {
    throw new Refusal(400, "Please provide an email and password");
  }
  if (typeof email !== "string" || typeof password !== "string") {
    throw unfitValue();
  }
  return { email, password };
}

function isRefused(error: unknown): boolean {
  return error instanceof Invalid || error instanceof Forbidden;
}

function nobody(cause?: unknown): Refusal {
  return new Refusal(404, "No user with that email exists", { cause });
}

function wrongPassword(cause: unknown): Refusal {
  return new Refusal(403, "Failed to authenticate with provided credentials", {
    cause,
  });
}
