import { getTokenPayload } from "pocketbase";

/** What a link's token says of itself. Only the server can tell whether it is true. */
export interface LinkClaims {
  /** The id of the collection that the account is in. */
  readonly collection: string;
  readonly email: string | undefined;
  readonly newEmail: string | undefined;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** Undefined if this is no token, or a part of one. */
export function readLinkClaims(token: string): LinkClaims | undefined {
  const { collectionId, email, newEmail, exp } = getTokenPayload(token);
  if (typeof collectionId !== "string" || !/^\w+$/.test(collectionId)) {
    return undefined;
  }
  return {
    collection: collectionId,
    email: asEmail(email),
    newEmail: asEmail(newEmail),
    expires: Number(exp) * 1000,
  };
}

/** Anyone can write a token that says anything: a message in the place of an address is not shown. */
function asEmail(claim: unknown): string | undefined {
  return typeof claim === "string" && /^[^\s@]{1,64}@[^\s@]{1,255}$/.test(claim)
    ? claim
    : undefined;
}
