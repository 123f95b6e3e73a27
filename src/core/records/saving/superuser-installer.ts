import type { Transaction } from "../../../engines/database/database.ts";
import { isSuperusers } from "../../collections/collection.ts";
import { Unauthorized } from "../../errors.ts";
import type { Viewer } from "../../request.ts";
import { installerEmail, isInstaller } from "../installer-account.ts";
import { findRecordBy } from "../reading/find-record-by.ts";
import type { RecordParts } from "../record-parts.ts";
import type { StoredRecord } from "../record.ts";
import { removeStored } from "../removing/remove-stored.ts";

/**
 * Once there is a real superuser, the installer's account goes.
 *
 * @param created a new record of any collection
 * @param viewer who created it
 * @throws {Unauthorized} the installer's account did, which is gone: somebody else with the same link was faster
 */
export async function removeInstaller(
  tx: Transaction,
  parts: RecordParts,
  created: StoredRecord,
  viewer: Viewer,
): Promise<void> {
  const { collection } = created;
  if (!isSuperusers(collection) || isInstaller(created)) return;
  const installer = await findRecordBy(
    tx,
    parts,
    collection,
    "email",
    installerEmail,
    false,
  );
  if (installer !== undefined) await removeStored(tx, parts, installer);
  else if (viewer.kind === "superuser" && isInstallerLogin(viewer.record)) {
    throw new Unauthorized();
  }
}

function isInstallerLogin(record: StoredRecord | undefined): boolean {
  return record !== undefined && isInstaller(record);
}
