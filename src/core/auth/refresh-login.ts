import type { AuthCollection } from "../collections/collection.ts";
import type { RequestInfo } from "../request.ts";
import type { AuthAnswer } from "./auth.ts";
import type { AuthParts } from "./auth-parts.ts";
import { finishLogin } from "./finish-login.ts";
import { parseToken } from "./tokens/json-web-token.ts";
import { ownRecord } from "./own-record.ts";

/**
 * Chapter "Auth refresh": a new token for the one that the request came with, if its record may still log in. Tokens of
 * an impersonation go back as they are: they end when they were meant to.
 *
 * @param token what the request's viewer is known by
 * @throws {Unauthorized} nobody is logged in
 * @throws {Forbidden} the login is of another collection, or the auth rule refuses
 */
export async function refreshLogin(
  parts: AuthParts,
  collection: AuthCollection,
  expand: string | undefined,
  request: RequestInfo,
  token: string,
): Promise<AuthAnswer> {
  const record = ownRecord(collection, request.viewer);
  const event = { collection, record, request };
  return parts.hooks.onRecordAuthRefreshRequest.run(event, () => {
    const isRenewable = parseToken(token)?.claims["refreshable"] === true;
    const kept = isRenewable ? undefined : token;
    return finishLogin(
      parts,
      collection,
      record,
      { method: "", token: kept, expand },
      request,
    );
  });
}
