import { timingSafeEqual } from "node:crypto";
import { isObject } from "../../json.ts";

/** The claims of a token, as its signer wrote them. */
export type Claims = Readonly<Record<string, unknown>>;

/** A token taken apart, its signature not yet judged. */
export interface UnverifiedToken {
  readonly claims: Claims;
  /** What was signed: header and claims as they came. */
  readonly signed: string;
  /** As it came. */
  readonly signature: string;
}

/** `{"alg":"HS256","typ":"JWT"}`, the one header that we write. */
const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString("base64url");

/** Characters. None of ours is nearly as long: a longer one is not worth the work of taking it apart. */
const maxLength = 16_384;

/** Seconds that the clock of who signed a token may be ahead of ours. */
const leeway = 10;

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
  return `${signed}.${hmac(signed, key)}`;
}

/**
 * Takes a token apart without trusting it: whose key verifies it is written in its claims.
 * Any algorithm but HS256 is refused here, `none` above all (RFC 8725 section 3.1), and so are extensions that the signer
 * calls critical, as we know none (RFC 7515 section 4.1.11).
 */
export function parseToken(token: string): UnverifiedToken | undefined {
  if (token.length > maxLength) return undefined;
  const [head, payload, signature, ...rest] = token.split(".", 4);
  if (!head || !payload || !signature || rest.length > 0) return undefined;
  if (head !== header) {
    const parsed = parseJson(head);
    if (parsed?.["alg"] !== "HS256" || "crit" in parsed) return undefined;
  }
  const claims = parseJson(payload);
  if (claims === undefined) return undefined;
  return { claims, signed: `${head}.${payload}`, signature };
}

/** Whether the key signed this token. Takes the same time wherever the signatures differ. */
export function isSignedWith(token: UnverifiedToken, key: string): boolean {
  // As texts: the same bytes can be written in several ways, of which one is right (RFC 7515 section 2).
  const expected = Buffer.from(hmac(token.signed, key));
  const given = Buffer.from(token.signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** When the token ends, in seconds since 1970; 0 if it does not say so or not in numbers, which is to be taken as ended. */
export function expiryOf({ claims }: UnverifiedToken): number {
  const { exp } = claims;
  return typeof exp === "number" && Number.isFinite(exp) ? exp : 0;
}

/**
 * Whether the token may be used now: it has not ended, and neither `nbf` nor `iat` lies ahead, if it has them
 * (RFC 7519 sections 4.1.4 to 4.1.6).
 */
export function isInTime(token: UnverifiedToken): boolean {
  const now = Date.now() / 1000;
  const { nbf, iat } = token.claims;
  return (
    now < expiryOf(token) &&
    hasCome(nbf, now + leeway) &&
    hasCome(iat, now + leeway)
  );
}

function hasCome(time: unknown, now: number): boolean {
  return time === undefined || (typeof time === "number" && time <= now);
}

function hmac(text: string, key: string): string {
  return new Bun.CryptoHasher("sha256", key).update(text).digest("base64url");
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
