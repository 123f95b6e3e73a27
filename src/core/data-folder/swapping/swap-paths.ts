import { join } from "node:path";
import { folderPaths } from "../folder-paths.ts";
import { ownPrefix } from "./entries-that-stay.ts";

/** Where a swap has its things. All are in the data folder itself, since that may be a disk of its own. */
export function swapPaths(dir: string) {
  const { restore } = folderPaths(dir);
  return {
    folder: restore,
    /** The new data, until it is in its place. */
    staged: join(restore, "new"),
    /** The old data, until the new has opened. */
    old: join(restore, "old"),
    /** New data that did not open. */
    rejected: join(restore, "rejected"),
    /** Says how far the swap is. Without it, the folder holds nothing of worth. */
    marker: join(restore, "swap.json"),
    /** An archive that was fetched. */
    archive: join(restore, "archive.zip"),
  };
}

/** What is to be removed: its name begins so. */
export const discardedPrefix = `${ownPrefix}discarded-`;
