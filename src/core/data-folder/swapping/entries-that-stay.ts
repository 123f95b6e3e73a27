/**
 * What of a data folder is no part of its data: backups have none of it, and it stays where it is when other data takes
 * the place of the folder's. PocketBase leaves out the first five.
 */
const names: ReadonlySet<string> = new Set([
  "backups",
  ".pb_temp_to_delete",
  ".notify",
  ".autocert_cache",
  "lost+found",
  ...["hutch.lock", "hutch-backup.lock", "hutch-use.lock"].flatMap((lock) => [
    lock,
    // It is beside a lock that is held.
    `${lock}-journal`,
  ]),
]);

/** What the server's own folders in a data folder begin with: restoring, commands, what is to be removed. */
export const ownPrefix = ".hutch_";

/**
 * Whether an entry of the data folder stays. Capitals make no difference, since there are disks that make none.
 *
 * @param name of an entry of the folder itself, not below
 */
export function staysInPlace(name: string): boolean {
  const folded = name.toLowerCase();
  return names.has(folded) || folded.startsWith(ownPrefix);
}
