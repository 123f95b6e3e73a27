import { isObject, type JsonObject } from "../../json.ts";
import type { ProviderFetch } from "./provider-fetch.ts";

/** What an ID token has to fit. */
export interface ExpectedIdToken {
  /** The audience. */
  readonly clientId: string;
  /** Any of these, or any at all when there are none. */
  readonly issuers: readonly string[];
  /** Where the issuer's keys are; empty: the signature is not judged. */
  readonly jwksURL: string;
}

/** Seconds by which the clocks of provider and server may differ. */
const leeway = 5 * 60;

const publicKeyAlgorithms =
  "RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 Ed25519 EdDSA".split(
    " ",
  );
const sharedKeyAlgorithms = ["HS256", "HS384", "HS512"];

/**
 * The claims of an ID token that came straight from the provider, once they and its signature are judged (OpenID Connect
 * Core 1.0, section 3.1.3.7). Where no keys are configured, the connection to the provider vouches for them (point 6).
 *
 * @throws {Error} it is malformed, expired, of another issuer, for another client, or its signature is wrong or missing
 */
export async function readIdToken(
  idToken: string,
  { clientId, issuers, jwksURL }: ExpectedIdToken,
  fetch: ProviderFetch,
): Promise<JsonObject> {
  const issuer = claimedIssuer(idToken);
  if (issuers.length > 0 && !issuers.includes(issuer)) {
    throw new Error(`the ID token is of another issuer: "${issuer}"`);
  }
  const oauth = await import("oauth4webapi");
  const server = {
    issuer,
    ...(jwksURL !== "" && { jwks_uri: jwksURL }),
    // Never `none`. Shared keys verify nothing against a key set, and would let its public keys pass for secrets.
    id_token_signing_alg_values_supported:
      jwksURL === ""
        ? [...publicKeyAlgorithms, ...sharedKeyAlgorithms]
        : publicKeyAlgorithms,
  };
  // oauth4webapi judges ID tokens as part of an answer.
  const answer = Response.json({
    access_token: "unused",
    token_type: "bearer",
    id_token: idToken,
  });
  const result = await oauth.processGenericTokenEndpointResponse(
    server,
    { client_id: clientId, [oauth.clockTolerance]: leeway },
    answer,
  );
  const claims = oauth.getValidatedIdTokenClaims(result);
  if (claims === undefined) throw new Error("there is no ID token");
  if (claims.iat > Date.now() / 1000 + leeway) {
    throw new Error("the ID token is from the future");
  }
  if (jwksURL !== "") {
    await oauth.validateApplicationLevelSignature(server, answer, {
      [oauth.customFetch]: fetch,
      [oauth.allowInsecureRequests]: true,
    });
  }
  return claims;
}

/** What the token says of its issuer, not yet to be trusted. @throws {Error} */
function claimedIssuer(idToken: string): string {
  const payload = idToken.split(".")[1] ?? "";
  let claims: unknown;
  try {
    claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  } catch (cause) {
    throw new Error("the ID token is malformed", { cause });
  }
  const issuer = isObject(claims) ? claims["iss"] : undefined;
  if (typeof issuer !== "string" || issuer === "") {
    throw new Error("the ID token names no issuer");
  }
  return issuer;
}
