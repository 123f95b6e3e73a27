import { collect, required } from "../../collections/fields/field-errors.ts";
import type { AuthCollection } from "../../collections/collection.ts";
import { type FieldError, fieldError, NotFound } from "../../errors.ts";
import type { RecordValues, StoredRecord } from "../../records/record.ts";
import type { Records } from "../../records/records.ts";
import type { AuthParts } from "../auth-parts.ts";
import { invalidForm } from "../demand-valid.ts";
import {
  hasSameKey,
  type TokenKind,
  type VerifiedToken,
  verifyToken,
} from "../tokens/tokens.ts";

/** A token as it came back from a mail: either good, or with what is wrong with it. */
export type MailedToken =
  | { readonly verified: VerifiedToken; readonly error?: undefined }
  | { readonly verified?: undefined; readonly error: FieldError };

const invalidToken = fieldError(
  "validation_invalid_token",
  "Invalid or expired token.",
);

/** Judges a token that is to be of this kind and of a record in this collection. */
export async function judgeMailedToken(
  parts: Pick<AuthParts, "collections" | "records">,
  collection: AuthCollection,
  token: string,
  kind: TokenKind,
): Promise<MailedToken> {
  if (token === "") return { error: required };
  const verified = await verifyToken(parts, token, kind);
  if (verified === undefined) return { error: invalidToken };
  if (verified.collection.id !== collection.id) {
    return {
      error: fieldError(
        "validation_token_collection_mismatch",
        "The provided token is for different auth collection.",
      ),
    };
  }
  return { verified };
}

/**
 * The token, if nothing is wrong with it nor with what came along.
 *
 * @param others what is wrong with other values, by name
 * @throws {Invalid}
 */
export function demandToken(
  { verified, error }: MailedToken,
  others: Readonly<Record<string, FieldError | undefined>> = {},
): VerifiedToken {
  const errors = collect(Object.entries({ token: error, ...others }));
  if (verified === undefined || errors !== undefined) throw invalidForm(errors);
  return verified;
}

/**
 * Changes the record that a token is about, in one transaction with a last look at the token: a change of the record's key
 * since it was judged, be it by another use of the same token at the same time, makes it worthless.
 *
 * @param decide gives the new values of the record as it stands; undefined leaves it as it is
 * @throws {Invalid} the token is no longer good, or a value breaks its field's limits or is taken
 */
export async function redeemToken(
  records: Records,
  { collection, record }: VerifiedToken,
  decide: (current: StoredRecord) => RecordValues | undefined,
): Promise<void> {
  const refusal = () => invalidForm({ token: invalidToken });
  try {
    await records.amend(collection, record.id, (current) => {
      if (!hasSameKey(current, record)) throw refusal();
      return decide(current);
    });
  } catch (error) {
    throw error instanceof NotFound ? refusal() : error;
  }
}
