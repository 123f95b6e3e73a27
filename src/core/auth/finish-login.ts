import {
  type AuthCollection,
  isSuperusers,
} from "../collections/collection.ts";
import { Forbidden, Invalid } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import { isInstaller } from "../records/installer-account.ts";
import type { StoredRecord } from "../records/record.ts";
import { deriveRequest, type RequestInfo } from "../request.ts";
import type { AuthAnswer } from "./auth.ts";
import type { AuthParts } from "./auth-parts.ts";
import { noteOrigin } from "./auth-origins.ts";
import { demandSuperuserAddress } from "./demand-superuser-address.ts";
import { demandSecondFactor } from "./second-factor.ts";
import { issueAuthToken } from "./tokens/tokens.ts";
import { viewerFor } from "./tokens/viewers.ts";

export interface FinishedLogin {
  /** `password`, `otp`, `oauth2`; empty for what is no login of its own (refresh, impersonation): no second factor, no alert. */
  readonly method: string;
  /** A new one when undefined. */
  readonly token?: string | undefined;
  readonly expand: string | undefined;
  readonly meta?: JsonObject;
}

/**
 * What every login, refresh and impersonation ends in: the auth rule, the second factor, the note of where it came from,
 * the token and the record.
 *
 * @throws {Forbidden} the auth rule refuses, or superusers may not come from there @throws {SecondFactorRequired} @throws {Invalid} a bad `mfaId`, or a login as the installer
 */
export async function finishLogin(
  parts: AuthParts,
  collection: AuthCollection,
  record: StoredRecord,
  login: FinishedLogin,
  request: RequestInfo,
): Promise<AuthAnswer> {
  const { hooks, records } = parts;
  // Its one way in is the link that the first start prints.
  if (login.method !== "" && isInstaller(record)) {
    throw new Invalid("Failed to authenticate.");
  }
  if (isSuperusers(collection)) {
    demandSuperuserAddress(parts.settings, request.address);
  }
  if (!(await passesAuthRule(parts, collection, record, request))) {
    throw new Forbidden(
      "The request doesn't satisfy the collection requirements to authenticate.",
    );
  }
  const { method } = login;
  await hooks.onRecordAuthRequest.run({ record, method, request }, async () => {
    if (method === "") return;
    await demandSecondFactor(parts, collection, record, method, request);
    await noteOrigin(parts, collection, record, request);
  });
  const asItself = deriveRequest(request, { viewer: viewerFor(record) });
  return {
    token: login.token ?? issueAuthToken(collection, record),
    record: await records.present(record, login.expand, asItself, {
      own: true,
    }),
    ...(login.meta && { meta: login.meta }),
  };
}

async function passesAuthRule(
  { records }: AuthParts,
  collection: AuthCollection,
  record: StoredRecord,
  request: RequestInfo,
): Promise<boolean> {
  if (request.viewer.kind === "superuser" || collection.authRule === "")
    return true;
  return (
    collection.authRule !== null &&
    records.passes(record, collection.authRule, request)
  );
}
