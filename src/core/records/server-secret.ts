import { randomBytes } from "node:crypto";
import { superusersName } from "../collections/collection.ts";
import type { CollectionLookup } from "../collections/lookup.ts";

/** Stands in where there is no other; what was made with it is good until the next start. */
const makeshift = randomBytes(32).toString("base64url");

/** A text that all nodes know and that outlives a start, for what clients are to hand back and not to make up. */
export function serverSecret(collections: CollectionLookup): string {
  const superusers = collections.find(superusersName);
  const secret = superusers?.type === "auth" ? superusers.authToken.secret : "";
  return secret || makeshift;
}
