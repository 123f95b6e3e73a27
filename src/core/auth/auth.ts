import type { AuthCollection, Collection } from "../collections/collection.ts";
import type { JsonObject } from "../json.ts";
import type { RecordJson } from "../records/records.ts";
import type { StoredRecord } from "../records/record.ts";
import type { RequestInfo, Viewer } from "../request.ts";

/** A login: the token and the record as its owner sees it. */
export interface AuthAnswer {
  readonly token: string;
  readonly record: RecordJson;
}

/** Logins and tokens. */
export interface Auth {
  /** Who a token belongs to; a guest when it is missing, malformed, expired, of another type or of a record that is gone. */
  viewerOf(token: string): Viewer | Promise<Viewer>;
  /** A new auth token. `duration` in seconds; the collection's when absent. */
  issueToken(
    record: StoredRecord,
    options?: { readonly refreshable?: boolean; readonly duration?: number },
  ): string;
  /** How one can log in to the collection. */
  methods(collection: AuthCollection): JsonObject;
  /** @throws {Invalid} wrong identity or password, told apart neither in words nor in time @throws {Forbidden} password logins are off, or the auth rule refuses */
  withPassword(
    collection: AuthCollection,
    expand: string | undefined,
    request: RequestInfo,
  ): Promise<AuthAnswer>;
  /** @throws {Unauthorized} @throws {Forbidden} the login is of another collection */
  refresh(
    collection: AuthCollection,
    expand: string | undefined,
    request: RequestInfo,
    token: string,
  ): Promise<AuthAnswer>;
}

/** The collection if logins exist in it. */
export function asAuthCollection(
  collection: Collection,
): AuthCollection | undefined {
  return collection.type === "auth" ? collection : undefined;
}
