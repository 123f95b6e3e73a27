import { authCollectionOf } from "../../../core/collections/collection.ts";
import { randomLetters } from "../../../core/collections/random-text.ts";
import { tokenKeyOf } from "../../../core/auth/tokens/tokens.ts";
import type {
  RecordValues,
  StoredRecord,
} from "../../../core/records/record.ts";
import { readNotes, writeNotes } from "./token-notes.ts";

/** As long as the core's own. */
const keyLength = 50;

/**
 * What a user's tokens name to be good. It is another one as soon as the user has a new key: after a change of password, a
 * deletion, or when an operator ends all logins. Undefined where no token can be.
 */
export function keyNameOf(user: StoredRecord): string | undefined {
  const digest = digestOf(user);
  const { kept } = readNotes(user);
  return kept !== undefined && kept.standsFor === digest ? kept.name : digest;
}

/** Gives a user a new key, so that all its tokens are dead. */
export function withNewKey(): RecordValues {
  return { tokenKey: randomLetters(keyLength) };
}

/**
 * Gives a user a new key, as a new address asks for: links that were mailed to the old one are dead with it. Tokens of this
 * API stay good, as its clients go on with theirs, until there is yet another key.
 */
export function withNewKeyForTokens(user: StoredRecord): RecordValues {
  const name = keyNameOf(user);
  const renewed = withNewKey();
  const standsFor = digestOf({
    ...user,
    values: { ...user.values, ...renewed },
  });
  if (name === undefined || standsFor === undefined) return renewed;
  const notes = { ...readNotes(user), kept: { name, standsFor } };
  return { ...renewed, ...writeNotes(notes) };
}

/** Tells keys apart and gives none away. */
function digestOf(user: StoredRecord): string | undefined {
  const key = tokenKeyOf(user, authCollectionOf(user).authToken);
  return key === undefined
    ? undefined
    : new Bun.CryptoHasher("sha256").update(key).digest("base64url");
}
