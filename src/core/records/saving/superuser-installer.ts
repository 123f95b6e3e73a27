import type { Transaction } from "../../../engines/database/database.ts";
import { isSuperusers } from "../../collections/collection.ts";
import { findRecordBy } from "../reading/find-record-by.ts";
import type { RecordParts } from "../record-parts.ts";
import type { StoredRecord } from "../record.ts";
import { removeStored } from "../removing/remove-stored.ts";

/** The account under which the first superuser of a new folder is made. */
const installerEmail = "__pbinstaller@example.com";

/** Once there is a real superuser, the installer's account goes. */
export async function removeInstaller(
  tx: Transaction,
  parts: RecordParts,
  { collection, values }: StoredRecord,
): Promise<void> {
  if (!isSuperusers(collection) || values["email"] === installerEmail) return;
  const installer = await findRecordBy(
    tx,
    parts,
    collection,
    "email",
    installerEmail,
    false,
  );
  if (installer !== undefined) await removeStored(tx, parts, installer);
}
