import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { takeBackupLock } from "../data-folder/backup-lock.ts";
import type { Logger } from "../logs/logger.ts";
import { backupsFolder, workFolder } from "./folder-layout.ts";

/**
 * Removes what backups have left whose process was killed, unless one is being made. Uploads would lose what is not whole
 * yet: it is done before there are any.
 */
export async function clearLeftovers(dir: string, log: Logger): Promise<void> {
  const leftovers = [
    workFolder(dir),
    // Where the local storage has files that are not whole.
    join(backupsFolder(dir), ".tmp"),
  ].filter((path) => existsSync(path));
  if (leftovers.length === 0) return;
  try {
    const lock = takeBackupLock(dir);
    if (lock === undefined) return;
    try {
      for (const path of leftovers) {
        await rm(path, { recursive: true, force: true });
      }
    } finally {
      lock.release();
    }
  } catch (error) {
    log.warn("the remains of an unfinished backup could not be removed", {
      error,
    });
  }
}
