import { join } from "node:path";

/** Where things are in a data folder. The databases are where PocketBase has them. */
export function folderPaths(dir: string) {
  return {
    data: join(dir, "data.db"),
    auxiliary: join(dir, "auxiliary.db"),
    /** Holds nothing; who serves the folder has it locked. */
    lock: join(dir, "hutch.lock"),
    /** Holds nothing; who makes or restores a backup of the folder has it locked. */
    backupLock: join(dir, "hutch-backup.lock"),
    /** Holds nothing; commands that work on the databases share it, and who replaces them has it alone. */
    useLock: join(dir, "hutch-use.lock"),
    /** Where other data is prepared, and the old waits until that has opened: see `swapping`. */
    restore: join(dir, ".hutch_restore"),
    /** What commands ask of the server that runs. */
    commands: join(dir, ".hutch_commands"),
  };
}
