import { join } from "node:path";

/** Where things are in a data folder. The databases are where PocketBase has them. */
export function folderPaths(dir: string) {
  return {
    data: join(dir, "data.db"),
    auxiliary: join(dir, "auxiliary.db"),
    /** Holds nothing; who serves the folder has it locked. */
    lock: join(dir, "hutch.lock"),
  };
}
