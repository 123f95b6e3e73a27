import { isSuperusers } from "../collections/collection.ts";
import type { StoredRecord } from "./record.ts";

/**
 * The address of the account under which the first superuser of a folder is made. It counts as no superuser, nobody
 * knows its password, and it goes once there is a real one.
 */
export const installerEmail = "__pbinstaller@example.com";

export function isInstaller({ collection, values }: StoredRecord): boolean {
  return isSuperusers(collection) && values["email"] === installerEmail;
}
