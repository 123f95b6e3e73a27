import { timingSafeEqual } from "node:crypto";
import { isObject } from "../json.ts";

/** The claims of a token, as its signer wrote them. */
export type Claims = Readonly<Record<string, unknown>>;

/** A token taken apart, its signature not yet judged. */
export interface UnverifiedToken {
  readonly claims: Claims;
  /** What was signed: header and claims as they came. */
  readonly signed: string;
  readonly signature: Buffer;
}

/** `{"alg":"HS256","typ":"JWT"}`, the one header that we write. */
const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString("base64url");

/**
 * Signs claims with HS256 (RFC 7515 section 3.1, RFC 7518 section 3.2).
 *
 * @param seconds how long the token is valid; becomes `exp` (RFC 7519 section 4.1.4)
 */
export function signToken(
  claims: Claims,
  key: string,
  seconds: number,
): string {
  const exp = Math.floor(Date.now() / 1000) + seconds;
  const payload = Buffer.from(JSON.stringify({ ...claims, exp })).toString(
    "base64url",
  );
  const signed = `${header}.${payload}`;
  return `${signed}.${hmac(signed, key).toString("base64url")}`;
}

/**
 * Takes a token apart without trusting it: whose key verifies it is written in its claims.
 * Any algorithm but HS256 is refused here, `none` above all (RFC 8725 section 3.1).
 */
export function parseToken(token: string): UnverifiedToken | undefined {
  const [head, payload, signature, ...rest] = token.split(".", 4);
  if (!head || !payload || !signature || rest.length > 0) return undefined;
  if (head !== header && parseJson(head)?.["alg"] !== "HS256") return undefined;
  const claims = parseJson(payload);
  if (claims === undefined) return undefined;
  return {
    claims,
    signed: `${head}.${payload}`,
    signature: Buffer.from(signature, "base64url"),
  };
}

/** Whether the key signed this token. Takes the same time wherever the signatures differ. */
export function isSignedWith(token: UnverifiedToken, key: string): boolean {
  const expected = hmac(token.signed, key);
  return (
    expected.length === token.signature.length &&
    timingSafeEqual(expected, token.signature)
  );
}

/** When the token ends, in seconds since 1970; 0 if it does not say so or not in numbers, which is to be taken as ended. */
export function expiryOf(token: UnverifiedToken): number {
  const { exp } = token.claims;
  return typeof exp === "number" && Number.isFinite(exp) ? exp : 0;
}

function hmac(text: string, key: string): Buffer {
  return new Bun.CryptoHasher("sha256", key).update(text).digest();
}

function parseJson(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(
      Buffer.from(part, "base64url").toString(),
    );
    return isObject(value) ? value : undefined;
  } catch {
    return undefined; // not JSON: not a token
  }
}
