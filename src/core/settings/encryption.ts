import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { Refused } from "../errors.ts";
import type { Logger } from "../logs/logger.ts";

/** The key that encrypts the settings, as text; its bytes are the key. */
export type EncryptionKey = string & { readonly __brand: "EncryptionKey" };

const nonceLength = 12;
const tagLength = 16;

/** Whether AES can work with the text as it is: 32 bytes, or 24 or 16, which PocketBase takes too. */
function isEncryptionKey(text: string): text is EncryptionKey {
  return [16, 24, 32].includes(Buffer.byteLength(text));
}

/**
 * The key in an environment variable; undefined when there is none to use.
 *
 * @param name of the variable; empty or undefined: nothing is to be encrypted
 * @throws {Refused} what it holds cannot be a key
 */
export function readEncryptionKey(
  name: string | undefined,
  log: Logger,
): EncryptionKey | undefined {
  if (!name) return undefined;
  const text = process.env[name] ?? "";
  if (text === "") {
    log.warn(
      `The environment variable ${name} is empty or missing: new settings are stored without encryption.`,
    );
    return undefined;
  }
  if (!isEncryptionKey(text)) {
    throw new Refused(
      `The environment variable ${name} must hold a key of 32 characters to encrypt the settings with.`,
    );
  }
  return text;
}

/** AES-GCM (NIST SP 800-38D): base64 of a random 12-byte nonce, the encrypted text, and the 16-byte tag, as PocketBase writes it. */
export function encrypt(text: string, key: EncryptionKey): string {
  const nonce = randomBytes(nonceLength);
  const bytes = Buffer.from(key);
  const cipher = createCipheriv(algorithmFor(bytes), bytes, nonce);
  const parts = [nonce, cipher.update(text, "utf8"), cipher.final()];
  return Buffer.concat([...parts, cipher.getAuthTag()]).toString("base64");
}

/** What `encrypt` made, in clear again; undefined if another key encrypted it, or it is damaged. */
export function decrypt(
  sealed: string,
  key: EncryptionKey,
): string | undefined {
  const data = Buffer.from(sealed, "base64");
  if (data.length < nonceLength + tagLength) return undefined;
  const bytes = Buffer.from(key);
  const nonce = data.subarray(0, nonceLength);
  const decipher = createDecipheriv(algorithmFor(bytes), bytes, nonce);
  decipher.setAuthTag(data.subarray(-tagLength));
  try {
    const text = decipher.update(data.subarray(nonceLength, -tagLength));
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch {
    return undefined; // the tag does not fit the key
  }
}

function algorithmFor(
  key: Buffer,
): "aes-128-gcm" | "aes-192-gcm" | "aes-256-gcm" {
  if (key.length === 16) return "aes-128-gcm";
  return key.length === 24 ? "aes-192-gcm" : "aes-256-gcm";
}
