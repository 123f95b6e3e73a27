import { join } from "node:path";

/** The databases, which a backup has copies of. */
export const databaseFiles = ["data.db", "auxiliary.db"] as const;

/** Whether it is a database, or one of the files that SQLite keeps beside one that is open. */
export function isDatabaseFile(name: string): boolean {
  return databaseFiles.some(
    (file) =>
      name === file ||
      ["-wal", "-shm", "-journal"].some((suffix) => name === file + suffix),
  );
}

/** Where the folder itself keeps its backups, as PocketBase does. */
export function backupsFolder(dir: string): string {
  return join(dir, "backups");
}

/** Where backups are put together; what a process that died has left there is cleared away. */
export function workFolder(dir: string): string {
  return join(dir, ".pb_temp_to_delete", "backups");
}
