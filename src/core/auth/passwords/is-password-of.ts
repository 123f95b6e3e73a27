import type { AuthCollection } from "../../collections/collection.ts";
import { passwordOf } from "../../collections/fields/password-field.ts";
import type { StoredRecord } from "../../records/record.ts";
import { passwordFieldOf } from "./password-field-of.ts";
import { pretendToVerify, verifyPassword } from "./passwords.ts";

/**
 * Whether the plain text is the password of this record. Takes the same time whether or not there is a record, and whatever
 * its password is.
 *
 * @throws {TooMany} too many passwords are waiting to be compared
 */
export async function isPasswordOf(
  collection: AuthCollection,
  record: StoredRecord | undefined,
  plain: string,
): Promise<boolean> {
  const { cost } = passwordFieldOf(collection);
  if (record === undefined) {
    await pretendToVerify(cost);
    return false;
  }
  const { hash } = passwordOf(record.values["password"]);
  return verifyPassword(plain, hash, cost);
}
