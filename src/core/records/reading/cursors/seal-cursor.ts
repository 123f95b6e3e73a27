import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
} from "node:crypto";
import type { Collection } from "../../../collections/collection.ts";
import type { CollectionLookup } from "../../../collections/lookup.ts";
import type { SortTerm } from "../../../filter/syntax/tree.ts";
import { serverSecret } from "../../server-secret.ts";

/** What encrypts the cursors of one list. */
export type CursorKey = Buffer & { readonly __brand: "CursorKey" };

const algorithm = "aes-256-gcm";
const nonceLength = 12;
const tagLength = 16;

/** Bytes. What is sealed is filled up to a multiple, so that the length tells nothing of the values in it. */
const block = 256;

/** Characters. None of ours is nearly as long. */
const maxLength = 8_192;

/** The key for the lists of a collection in one order: the cursor of another collection or order does not open with it. */
export function cursorKey(
  collections: CollectionLookup,
  { id }: Collection,
  sort: readonly SortTerm[],
): CursorKey {
  const terms = sort.map(({ path, descending }) => [path, descending]);
  return createHmac("sha256", serverSecret(collections))
    .update(JSON.stringify(["cursor", id, terms]))
    .digest() as CursorKey;
}

/**
 * Encrypts what a cursor says, as it holds values by which the caller may sort without being allowed to see them, such as
 * emails: base64url of a random nonce, the text in AES-GCM (NIST SP 800-38D), and its tag.
 */
export function sealCursor(text: string, key: CursorKey): string {
  const nonce = randomBytes(nonceLength);
  const bytes = Buffer.from(text);
  const length = Math.ceil(bytes.length / block) * block;
  const padded = Buffer.alloc(length, " ");
  bytes.copy(padded);
  const cipher = createCipheriv(algorithm, key, nonce);
  const parts = [nonce, cipher.update(padded), cipher.final()];
  return Buffer.concat([...parts, cipher.getAuthTag()]).toString("base64url");
}

/** What `sealCursor` made, in clear again, with spaces after it; undefined if it is another list's, or nobody's. */
export function openCursor(sealed: string, key: CursorKey): string | undefined {
  if (sealed.length > maxLength) return undefined;
  const data = Buffer.from(sealed, "base64url");
  if (data.length < nonceLength + tagLength) return undefined;
  const nonce = data.subarray(0, nonceLength);
  const decipher = createDecipheriv(algorithm, key, nonce, {
    authTagLength: tagLength,
  });
  decipher.setAuthTag(data.subarray(-tagLength));
  try {
    const text = decipher.update(data.subarray(nonceLength, -tagLength));
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch {
    return undefined; // the tag does not fit the key
  }
}
