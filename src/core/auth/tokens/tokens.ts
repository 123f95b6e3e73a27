import type {
  AuthCollection,
  TokenOptions,
} from "../../collections/collection.ts";
import type { CollectionLookup } from "../../collections/lookup.ts";
import type { StoredRecord } from "../../records/record.ts";
import type { Records } from "../../records/records.ts";
import {
  type Claims,
  isInTime,
  isSignedWith,
  parseToken,
  signToken,
  type UnverifiedToken,
} from "./json-web-token.ts";

/** What a token is good for; each kind has a secret and a duration of its own in every collection. */
export type TokenKind =
  "auth" | "file" | "verification" | "passwordReset" | "emailChange";

/** A token's record and what else its signer wrote in it. */
export interface VerifiedToken {
  readonly collection: AuthCollection;
  readonly record: StoredRecord;
  readonly claims: Claims;
}

/**
 * What signs a record's tokens of one kind: its own key, then the collection's secret for the kind.
 * Undefined when either is empty: such a key could be guessed, so no token is good.
 */
export function tokenKeyOf(
  record: StoredRecord,
  options: TokenOptions,
): string | undefined {
  const { tokenKey } = record.values;
  if (typeof tokenKey !== "string" || tokenKey === "" || options.secret === "")
    return undefined;
  return tokenKey + options.secret;
}

/**
 * Whether a record still has the key that it had before. A new one (of a new password, say) ends all that was begun with
 * the old one: not its tokens alone.
 */
export function hasSameKey(
  now: StoredRecord | undefined,
  before: StoredRecord,
): now is StoredRecord {
  return now?.values["tokenKey"] === before.values["tokenKey"];
}

/**
 * A token that logs its bearer in as the record.
 *
 * @param options.refreshable false for tokens that auth-refresh hands back as they are (impersonation)
 * @param options.duration in seconds; the collection's when absent
 */
export function issueAuthToken(
  collection: AuthCollection,
  record: StoredRecord,
  options: { readonly refreshable?: boolean; readonly duration?: number } = {},
): string {
  return issueToken(
    collection,
    record,
    "auth",
    { refreshable: options.refreshable ?? true },
    options.duration,
  );
}

/**
 * A token of any kind, with these claims beside `collectionId`, `id` and `type`.
 *
 * @param seconds how long it is valid; as the collection says when absent
 */
export function issueToken(
  collection: AuthCollection,
  record: StoredRecord,
  kind: TokenKind,
  claims: Claims = {},
  seconds?: number,
): string {
  const options = tokenOptions(collection, kind);
  const key = tokenKeyOf(record, options);
  if (key === undefined) {
    throw new Error(
      `record ${record.id} of ${collection.name} has no key to sign tokens with`,
    );
  }
  return signToken(
    { collectionId: collection.id, id: record.id, type: kind, ...claims },
    key,
    seconds ?? options.duration,
  );
}

/** A token in its time, of the kind that was asked for. Whether its record signed it is still to be judged. */
export interface ClaimedToken {
  readonly token: UnverifiedToken;
  readonly collection: AuthCollection;
  /** Of the record. */
  readonly id: string;
}

/** Whom a token says that it is about; undefined when it is malformed, not in its time, of another kind or of no logins. */
export function readToken(
  collections: CollectionLookup,
  text: string,
  kind: TokenKind,
): ClaimedToken | undefined {
  const token = parseToken(text);
  if (token === undefined) return undefined;
  const { id, collectionId, type } = token.claims;
  if (
    type !== kind ||
    typeof id !== "string" ||
    typeof collectionId !== "string" ||
    !isInTime(token)
  ) {
    return undefined;
  }
  const collection = collections.find(collectionId);
  // Found by its id, that is: names are given again.
  return collection?.type === "auth" && collection.id === collectionId
    ? { token, collection, id }
    : undefined;
}

/** Whom a token of this kind is about; undefined when it is malformed, expired, of another kind, or no longer good. */
export async function verifyToken(
  parts: {
    readonly collections: CollectionLookup;
    readonly records: Pick<Records, "find">;
  },
  text: string,
  kind: TokenKind,
): Promise<VerifiedToken | undefined> {
  const claimed = readToken(parts.collections, text, kind);
  if (claimed === undefined) return undefined;
  const { token, collection, id } = claimed;
  const record = await parts.records.find(collection, id);
  if (record === undefined) return undefined;
  const key = tokenKeyOf(record, tokenOptions(collection, kind));
  return key !== undefined && isSignedWith(token, key)
    ? { collection, record, claims: token.claims }
    : undefined;
}

function tokenOptions(
  collection: AuthCollection,
  kind: TokenKind,
): TokenOptions {
  return collection[`${kind}Token`];
}
