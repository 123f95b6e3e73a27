import type { AuthCollection } from "../../collections/collection.ts";
import { isEmail } from "../../collections/fields/email-format.ts";
import {
  notInList,
  required,
  tooLong,
} from "../../collections/fields/field-errors.ts";
import {
  hasSingleColumnUniqueIndex,
  ignoresCase,
} from "../../collections/indexes.ts";
import { type FieldError, Forbidden, Invalid } from "../../errors.ts";
import type { Records } from "../../records/records.ts";
import type { StoredRecord } from "../../records/record.ts";
import { deriveRequest, type RequestInfo } from "../../request.ts";
import type { AuthAnswer } from "../auth.ts";
import type { AuthParts } from "../auth-parts.ts";
import { finishLogin } from "../finish-login.ts";
import { demandText, demandValid } from "../demand-valid.ts";
import { isPasswordOf } from "./is-password-of.ts";

/** What a client sends to log in with a password. */
interface Credentials {
  readonly identity: string;
  readonly password: string;
  /** The one field to look the identity up in; all identity fields when empty. */
  readonly identityField: string;
}

const maxCredentialBytes = 255;

/**
 * Chapter "Auth with password": logs in as the record with this identity, if the password is its own.
 * An unknown identity and a wrong password are the same to the caller, in words and in time.
 *
 * @throws {Forbidden} the collection has no password logins, or its auth rule refuses
 * @throws {Invalid} wrong credentials, or values that cannot be any
 * @throws {TooMany} too many are logging in
 * @throws {SecondFactorRequired}
 */
export async function logInWithPassword(
  parts: AuthParts,
  collection: AuthCollection,
  expand: string | undefined,
  request: RequestInfo,
): Promise<AuthAnswer> {
  if (!collection.passwordAuth.enabled) {
    throw new Forbidden(
      "The collection is not configured to allow password authentication.",
    );
  }
  const credentials = parseCredentials(collection, request.body);
  const found = await findByIdentity(parts.records, collection, credentials);
  const inFlow = deriveRequest(request, { context: "password" });
  const event = { collection, record: found, ...credentials, request: inFlow };
  return parts.hooks.onRecordAuthWithPasswordRequest.run(event, async () => {
    const { record } = event;
    const isRight = await isPasswordOf(collection, record, event.password);
    if (record === undefined || !isRight) {
      throw new Invalid("Failed to authenticate.");
    }
    const login = { method: "password", expand };
    return finishLogin(parts, collection, record, login, inFlow);
  });
}

function parseCredentials(
  { passwordAuth }: AuthCollection,
  body: Readonly<Record<string, unknown>>,
): Credentials {
  const errors: Record<string, FieldError> = {};
  const text = (name: string, isRequired: boolean): string => {
    const given = demandText(body[name]);
    const isMissing = given === "" && isRequired;
    const error = isMissing ? required : tooLong(given, maxCredentialBytes);
    if (error !== undefined) errors[name] = error;
    return given;
  };
  const credentials = {
    identity: text("identity", true),
    password: text("password", true),
    identityField: text("identityField", false),
  };
  const { identityField } = credentials;
  const allowed = passwordAuth.identityFields ?? [];
  if (identityField !== "" && !allowed.includes(identityField)) {
    errors["identityField"] ??= notInList;
  }
  demandValid(errors);
  return credentials;
}

async function findByIdentity(
  records: Records,
  collection: AuthCollection,
  { identity, identityField }: Credentials,
): Promise<StoredRecord | undefined> {
  const allowed = collection.passwordAuth.identityFields ?? [];
  const fields = identityField === "" ? emailFirst(allowed) : [identityField];
  for (const field of fields) {
    if (field === "email" && identityField === "" && !isEmail(identity))
      continue;
    // Without it, an identity could be two people's.
    if (!hasSingleColumnUniqueIndex(collection, field)) continue;
    const record = await records.findBy(collection, field, identity, {
      ignoreCase: ignoresCase(collection, field),
    });
    if (record !== undefined) return record;
  }
  return undefined;
}

function emailFirst(fields: readonly string[]): readonly string[] {
  return fields.includes("email")
    ? ["email", ...fields.filter((field) => field !== "email")]
    : fields;
}
