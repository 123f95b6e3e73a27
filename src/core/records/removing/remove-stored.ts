import { sql } from "drizzle-orm";
import type { Transaction } from "../../../engines/database/database.ts";
import { isSuperusers } from "../../collections/collection.ts";
import { Invalid } from "../../errors.ts";
import { installerEmail } from "../installer-account.ts";
import { announceChange } from "../record-events.ts";
import type { RecordParts } from "../record-parts.ts";
import type { StoredRecord } from "../record.ts";
import { listOf, shapeOf } from "../record-shape.ts";
import { authRowCollections, findAuthRows } from "../saving/auth-rows.ts";
import { completeValues } from "../saving/draft-record.ts";
import { saveValues } from "../saving/save-values.ts";
import { deleteRow } from "../saving/write-rows.ts";
import { findReferences, findReferring, type Reference } from "./references.ts";

const removalFailure =
  "Failed to delete record. Make sure that the record is not part of a required relation reference.";

/** References are worked off in batches, so that any number of them fits into memory. */
const batchSize = 500;

/**
 * Deletes a record inside a transaction, and lets go of it wherever it is referred to: records that held nothing else and
 * cascade are deleted as well, others lose the reference.
 *
 * @throws {Invalid} a required relation without cascade would be left empty, or it is the last superuser
 */
export async function removeStored(
  tx: Transaction,
  parts: RecordParts,
  record: StoredRecord,
): Promise<void> {
  const { collection } = record;
  await parts.hooks.onRecordDelete.run({ collection, record }, async () => {
    if (isSuperusers(collection)) await keepLastSuperuser(tx, record);
    // The record goes before what refers to it, so that references in circles come to an end.
    if (!(await deleteRow(tx, parts, record))) return;
    if (shapeOf(collection).fileFields.length > 0) {
      await parts.files.dropAll(tx, record);
    }
    announceChange(tx, parts, record, {
      action: "delete",
      previous: record.values,
    });
    for (const reference of findReferences(parts.collections, collection)) {
      await releaseReference(tx, parts, reference, record.id);
    }
    if (collection.type !== "auth") return;
    for (const name of authRowCollections) {
      for (const row of await findAuthRows(tx, parts, record, name)) {
        await removeStored(tx, parts, row);
      }
    }
  });
}

/** Somebody must remain who can let others in; the installer's account is nobody. */
async function keepLastSuperuser(
  tx: Transaction,
  { collection, id }: StoredRecord,
): Promise<void> {
  const column = (name: string) => tx.dialect.identifier(collection.name, name);
  const another = await tx.get(
    sql`select 1 as found from ${tx.dialect.identifier(collection.name)} where ${column("id")} <> ${id} and ${column("email")} <> ${installerEmail} limit 1`,
  );
  if (another === undefined) {
    throw new Invalid("You can't delete the only existing superuser.");
  }
}

async function releaseReference(
  tx: Transaction,
  parts: RecordParts,
  reference: Reference,
  id: string,
): Promise<void> {
  for (;;) {
    const referring = await findReferring(tx, parts, reference, id, batchSize);
    for (const record of referring) {
      await releaseFrom(tx, parts, reference, record, id);
    }
    if (referring.length < batchSize) return;
    await letOthersRead();
  }
}

async function releaseFrom(
  tx: Transaction,
  parts: RecordParts,
  { collection, field }: Reference,
  record: StoredRecord,
  id: string,
): Promise<void> {
  const kept = listOf(record.values[field.name]).filter((one) => one !== id);
  if (kept.length === 0 && field.cascadeDelete) {
    await removeStored(tx, parts, record);
    return;
  }
  if (kept.length === 0 && field.required) {
    throw new Invalid(removalFailure);
  }
  const value = Array.isArray(record.values[field.name])
    ? kept
    : (kept[0] ?? "");
  // Not validated: another of its relations may be to a record that goes in the same run.
  const values = completeValues(collection, record.values, {
    ...record.values,
    [field.name]: value,
  });
  await saveValues(tx, parts, record, values, removalFailure);
}

/** SQLite answers on this thread: between batches, other requests get their turn. */
export function letOthersRead(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
