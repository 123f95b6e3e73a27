import type { AuthCollection } from "../collections/collection.ts";
import type { JsonObject } from "../json.ts";
import type { RecordJson } from "../records/records.ts";
import type { StoredRecord } from "../records/record.ts";
import type { RequestInfo, Viewer } from "../request.ts";
import type { OAuth2Redirects } from "./oauth2/redirects.ts";
import type { ExpiringRows } from "./remove-expired.ts";

/** A login: the token and the record as its owner sees it. */
export interface AuthAnswer {
  readonly token: string;
  readonly record: RecordJson;
  /** What an OAuth2 provider said, and whether the record is new. */
  readonly meta?: JsonObject;
}

/** A one-time password as it is handed out. */
export interface OneTimePassword {
  readonly id: string;
  /** Digits. */
  readonly password: string;
}

/**
 * Logins and tokens. The values that a flow needs are in `request.body`, untrusted; who asks is `request.viewer`. Every
 * flow that validates throws `Invalid` with a code per field. What is asked for by mail answers the same, in words and in
 * time, whether or not there is such a record.
 */
export interface Auth {
  /** Who a token belongs to; a guest when it is missing, malformed, expired, of another type or of a record that is gone. */
  viewerOf(token: string): Viewer | Promise<Viewer>;
  /** A new auth token. `duration` in seconds; the collection's when absent. */
  issueToken(
    record: StoredRecord,
    options?: { readonly refreshable?: boolean; readonly duration?: number },
  ): string;
  /** How one can log in to the collection. */
  methods(collection: AuthCollection): Promise<JsonObject>;
  /** @throws {Invalid} wrong identity or password, told apart neither in words nor in time @throws {Forbidden} password logins are off, or the auth rule refuses @throws {SecondFactorRequired} */
  withPassword: Login;
  /** @throws {Invalid} @throws {Forbidden} OAuth2 logins are off, or the auth rule refuses @throws {SecondFactorRequired} */
  withOAuth2: Login;
  /** Where users come back to from a provider, while their client waits elsewhere. */
  readonly oauth2Redirects: OAuth2Redirects;
  /** @throws {Invalid} wrong, used or expired @throws {TooMany} too many attempts @throws {Forbidden} one-time passwords are off, or the auth rule refuses @throws {SecondFactorRequired} */
  withOneTimePassword: Login;
  /** @throws {Unauthorized} @throws {Forbidden} the login is of another collection */
  refresh(
    collection: AuthCollection,
    expand: string | undefined,
    request: RequestInfo,
    token: string,
  ): Promise<AuthAnswer>;
  /** A login as another record, for superusers, whose token cannot be renewed. Its `duration`, in seconds, is in the body. @throws {NotFound} */
  impersonate(
    collection: AuthCollection,
    id: string,
    expand: string | undefined,
    request: RequestInfo,
  ): Promise<AuthAnswer>;

  /** @throws {Forbidden} one-time passwords are off */
  requestOneTimePassword(
    collection: AuthCollection,
    request: RequestInfo,
  ): Promise<{ readonly otpId: string }>;
  /** A one-time password that nobody is mailed: for the console. */
  createOneTimePassword(record: StoredRecord): Promise<OneTimePassword>;

  requestVerification: Step;
  confirmVerification: Step;
  requestPasswordReset: Step;
  confirmPasswordReset: Step;
  requestEmailChange: Step;
  confirmEmailChange: Step;

  /** Removes second factors that were begun, or one-time passwords, whose time is over. */
  removeExpired(rows: ExpiringRows): Promise<void>;
}

type Login = (
  collection: AuthCollection,
  expand: string | undefined,
  request: RequestInfo,
) => Promise<AuthAnswer>;

type Step = (collection: AuthCollection, request: RequestInfo) => Promise<void>;
