import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { takeSoleUse } from "../data-folder/use-lock.ts";
import type { Logger } from "../logs/logger.ts";

/**
 * Removes what processes that were killed have left half-written in the local storage. The caller serves the folder; while
 * a command works on it, which may be writing files too, everything stays, and the next start removes it.
 *
 * @param dir the data folder
 */
export async function clearStaging(dir: string, log: Logger): Promise<void> {
  const staging = join(dir, "storage", ".tmp");
  if (!existsSync(staging)) return;
  try {
    const lock = takeSoleUse(dir);
    if (lock === undefined) return;
    try {
      await rm(staging, { recursive: true, force: true });
    } finally {
      lock.release();
    }
  } catch (error) {
    log.warn("the remains of unfinished files could not be removed", { error });
  }
}
