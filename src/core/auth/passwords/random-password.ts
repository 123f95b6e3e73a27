import { randomBytes } from "node:crypto";
import type { AuthCollection } from "../../collections/collection.ts";
import type { Password } from "../../collections/fields/field.ts";
import { hashPassword } from "./passwords.ts";
import { passwordFieldOf } from "./password-field-of.ts";

/**
 * A password that nobody knows, for a record whose password may have been set by someone else than its owner. Takes as long
 * as hashing does: not for inside a transaction.
 */
export async function randomPassword(
  collection: AuthCollection,
): Promise<Password> {
  const plain = randomBytes(32).toString("base64url");
  return { hash: await hashPassword(plain, passwordFieldOf(collection).cost) };
}
