import type {
  AuthCollection,
  TokenOptions,
} from "../collections/collection.ts";
import type { StoredRecord } from "../records/record.ts";
import { signToken } from "./json-web-token.ts";

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
  const key = tokenKeyOf(record, collection.authToken);
  if (key === undefined) {
    throw new Error(
      `record ${record.id} of ${collection.name} has no key to sign tokens with`,
    );
  }
  return signToken(
    {
      collectionId: collection.id,
      id: record.id,
      refreshable: options.refreshable ?? true,
      type: "auth",
    },
    key,
    options.duration ?? collection.authToken.duration,
  );
}
