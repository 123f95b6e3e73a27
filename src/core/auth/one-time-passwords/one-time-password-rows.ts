import type {
  AuthCollection,
  Collection,
} from "../../collections/collection.ts";
import { PreparedPassword } from "../../collections/fields/password-field.ts";
import { randomText } from "../../collections/fields/random.ts";
import { randomLowercase } from "../../collections/random-text.ts";
import type { Records } from "../../records/records.ts";
import { serverRequest } from "../../request.ts";
import type { OneTimePassword } from "../auth.ts";
import { ownerColumns } from "../login-rows.ts";
import { passwordFieldOf } from "../passwords/password-field-of.ts";
import { hashPassword } from "../passwords/passwords.ts";

/** A one-time password that is ready to be stored. */
export interface HashedOneTimePassword extends OneTimePassword {
  readonly hash: string;
}

const digits = "0123456789".split("");
/** More digits than a login takes; a collection's option has no upper limit of its own. */
const maxDigits = 71;

/** An id as rows of `_otps` have it. */
export function newOneTimePasswordId(): string {
  return randomLowercase(15);
}

/** Makes up a password of as many digits as the collection says. Takes as long as hashing does: not for inside a transaction. */
export async function makeOneTimePassword(
  otps: Collection,
  collection: AuthCollection,
  id: string,
): Promise<HashedOneTimePassword> {
  const length = Math.min(collection.otp.length, maxDigits);
  const password = randomText(length, digits);
  const { cost } = passwordFieldOf(otps);
  return { id, password, hash: await hashPassword(password, cost) };
}

/** Makes its row. @throws {Invalid} the record is gone */
export async function storeOneTimePassword(
  records: Records,
  otps: Collection,
  collection: AuthCollection,
  recordId: string,
  { id, hash }: HashedOneTimePassword,
): Promise<void> {
  const owner = ownerColumns(collection, recordId);
  const body = { id, ...owner, password: new PreparedPassword(hash) };
  await records.create(otps, undefined, { ...serverRequest, body });
}
