import type { Transaction } from "../../../engines/database/database.ts";
import type { FieldValue } from "../../collections/fields/field.ts";
import { passwordOf } from "../../collections/fields/password-field.ts";
import type { RecordParts } from "../record-parts.ts";
import type { RecordValues, StoredRecord } from "../record.ts";
import { shapeOf } from "../record-shape.ts";
import { removeStored } from "../removing/remove-stored.ts";
import { type AuthRowCollection, findAuthRows } from "./auth-rows.ts";
import { withoutPlainPasswords } from "./draft-record.ts";
import { saveValues } from "./save-values.ts";

/** What the answer to an update that cannot be done says. */
export const updateFailure = "Failed to update record.";

/**
 * Saves new values of a stored record, with what they mean for its logins: a new password or email ends all sessions, a new
 * password or key ends logins under way, and a record that becomes verified loses the external logins that someone may
 * have linked to it before its owner came.
 *
 * @throws {Invalid} a value has to be unique and is not
 */
export async function saveUpdate(
  tx: Transaction,
  parts: RecordParts,
  previous: StoredRecord,
  proposed: RecordValues,
): Promise<StoredRecord> {
  const kept = withoutPlainPasswords(previous.collection, proposed);
  if (previous.collection.type !== "auth") {
    return saveValues(tx, parts, previous, kept, updateFailure);
  }
  const values = await renewKey(tx, parts, previous, kept);
  const record = await saveValues(tx, parts, previous, values, updateFailure);
  await endLogins(tx, parts, previous, values);
  return record;
}

async function renewKey(
  tx: Transaction,
  parts: RecordParts,
  previous: StoredRecord,
  values: RecordValues,
): Promise<RecordValues> {
  const before = previous.values;
  const isVerifiedNow =
    before["verified"] !== true && values["verified"] === true;
  const isStale =
    setsOtherPassword(before, values) || values["email"] !== before["email"];
  const isNewAlready = values["tokenKey"] !== before["tokenKey"];
  const lostLinks =
    isVerifiedNow &&
    (await removeAuthRows(tx, parts, previous, "_externalAuths"));
  return lostLinks || (isStale && !isNewAlready)
    ? withNewKey(previous, values)
    : values;
}

function withNewKey(
  { collection }: StoredRecord,
  values: RecordValues,
): RecordValues {
  const typed = shapeOf(collection).byName.get("tokenKey");
  if (typed === undefined) return values;
  const { field, type } = typed;
  const tokenKey: FieldValue = type.modify(
    field,
    type.empty(field),
    "autogenerate",
    "",
  );
  return { ...values, tokenKey };
}

async function endLogins(
  tx: Transaction,
  parts: RecordParts,
  previous: StoredRecord,
  values: RecordValues,
): Promise<void> {
  if (values["tokenKey"] !== previous.values["tokenKey"]) {
    await removeAuthRows(tx, parts, previous, "_otps");
  }
  if (setsOtherPassword(previous.values, values)) {
    await removeAuthRows(tx, parts, previous, "_mfas");
    await removeAuthRows(tx, parts, previous, "_authOrigins");
  }
}

function setsOtherPassword(before: RecordValues, after: RecordValues): boolean {
  return (
    passwordOf(before["password"]).hash !== passwordOf(after["password"]).hash
  );
}

/** Returns whether there were any. */
async function removeAuthRows(
  tx: Transaction,
  parts: RecordParts,
  owner: StoredRecord,
  name: AuthRowCollection,
): Promise<boolean> {
  const rows = await findAuthRows(tx, parts, owner, name);
  for (const row of rows) await removeStored(tx, parts, row);
  return rows.length > 0;
}
