import type { CollectionLookup } from "../../collections/lookup.ts";
import type { RecordJson } from "../records.ts";
import { serverSecret } from "../server-secret.ts";

/** What of a hash is kept: 132 bits, no two states have them in common by accident. */
const length = 22;

/**
 * What a record is to the viewer whom it was presented to, as text: whatever it was expanded with is another's state. Nothing
 * else goes into its tag, so that a tag tells nobody of what they cannot see, not even that it has changed.
 */
export function stateOf(record: RecordJson): string {
  return JSON.stringify(
    record["expand"] === undefined ? record : { ...record, expand: undefined },
  );
}

/**
 * The entity tag (RFC 9110, section 8.8.3) of a record in this state, quotes included. Nobody but the server can make one, so
 * that who may change a record without seeing it cannot try out what is in it.
 */
export function tagOf(collections: CollectionLookup, state: string): string {
  const text = serverSecret(collections) + state;
  return `"${Bun.SHA256.hash(text, "base64url").slice(0, length)}"`;
}

/**
 * Whether an `If-Match` (RFC 9110, section 13.1.1) lists the tag. Tags that a proxy has made weak, since it compresses, still
 * name the same state.
 */
export function isTagListed(ifMatch: string, tag: string): boolean {
  return ifMatch.split(",").some((entry) => {
    const listed = entry.trim().replace(/^W\//, "");
    return listed === "*" || listed === tag;
  });
}
