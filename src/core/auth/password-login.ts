import type { AuthCollection } from "../collections/collection.ts";
import { singleColumnUniqueIndex } from "../collections/indexes.ts";
import type { FieldValue, Password } from "../collections/fields/field.ts";
import { type FieldError, Forbidden, Invalid, fieldError } from "../errors.ts";
import type { Records } from "../records/records.ts";
import type { StoredRecord } from "../records/record.ts";
import { pretendToVerify, verifyPassword } from "./passwords.ts";

/** What a client sends to log in with a password. */
interface Credentials {
  readonly identity: string;
  readonly password: string;
  /** The one field to look the identity up in; all identity fields when empty. */
  readonly identityField: string;
}

const maxCredentialLength = 255;

/**
 * Chapter "Auth with password": the record with this identity, if the password is its own.
 * An unknown identity and a wrong password are the same to the caller, in words and in time.
 *
 * @throws {Forbidden} the collection has no password logins
 * @throws {Invalid}   wrong credentials, or values that cannot be any
 */
export async function logInWithPassword(
  records: Records,
  collection: AuthCollection,
  body: Readonly<Record<string, unknown>>,
): Promise<StoredRecord> {
  if (!collection.passwordAuth.enabled) {
    throw new Forbidden(
      "The collection is not configured to allow password authentication.",
    );
  }
  const credentials = parseCredentials(collection, body);
  const record = await findByIdentity(records, collection, credentials);
  const cost = passwordCost(collection);
  if (record === undefined) {
    await pretendToVerify(cost);
  } else if (
    await verifyPassword(
      credentials.password,
      hashOf(record.values["password"]),
      cost,
    )
  ) {
    return record;
  }
  throw new Invalid("Failed to authenticate.");
}

function parseCredentials(
  collection: AuthCollection,
  body: Readonly<Record<string, unknown>>,
): Credentials {
  const errors: Record<string, FieldError> = {};
  const text = (name: string, required: boolean): string => {
    const value = body[name] ?? "";
    if (
      typeof value !== "string" &&
      typeof value !== "number" &&
      typeof value !== "boolean"
    ) {
      errors[name] = fieldError("validation_invalid_value", "Must be a text.");
      return "";
    }
    const given = String(value);
    if (given === "" && required) {
      errors[name] = fieldError("validation_required", "Cannot be blank.");
    } else if (given.length > maxCredentialLength) {
      errors[name] = fieldError(
        "validation_length_out_of_range",
        `The length must be between 1 and ${maxCredentialLength}.`,
        { min: 1, max: maxCredentialLength },
      );
    }
    return given;
  };
  const credentials = {
    identity: text("identity", true),
    password: text("password", true),
    identityField: text("identityField", false),
  };
  const allowed = collection.passwordAuth.identityFields ?? [];
  if (
    credentials.identityField !== "" &&
    !allowed.includes(credentials.identityField)
  ) {
    errors["identityField"] ??= fieldError(
      "validation_in_invalid",
      "Must be a valid value.",
    );
  }
  if (Object.keys(errors).length > 0) {
    throw new Invalid(
      "An error occurred while validating the submitted data.",
      errors,
    );
  }
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
    if (field === "email" && identityField === "" && !identity.includes("@"))
      continue;
    const index = singleColumnUniqueIndex(collection, field);
    if (index === undefined) continue; // without it, an identity could be two people's
    const ignoreCase = index.columns[0]?.collate?.toLowerCase() === "nocase";
    const record = await records.findBy(collection, field, identity, {
      ignoreCase,
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

function passwordCost(collection: AuthCollection): number {
  const field = collection.field.get("password");
  return field?.type === "password" ? field.cost : 0;
}

function hashOf(value: FieldValue | undefined): string {
  return isPassword(value) ? value.hash : "";
}

function isPassword(value: FieldValue | undefined): value is Password {
  return (
    typeof value === "object" &&
    value !== null &&
    "hash" in value &&
    typeof value.hash === "string"
  );
}
