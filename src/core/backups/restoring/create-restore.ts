import { basename } from "node:path";
import type { AppHost } from "../../app-host.ts";
import { Refused } from "../../errors.ts";
import type { BackupEvent, Hooks } from "../../hooks/hooks.ts";
import type { Logger } from "../../logs/logger.ts";
import type { BackupWork } from "../backup-work.ts";
import type { BackupProgress, Backups } from "../backups.ts";
import type { ArchiveSource } from "./archive-source.ts";
import { restoreServed } from "./restore-served.ts";

export interface RestoreParts {
  /** The data folder. */
  readonly dir: string;
  readonly hooks: Hooks;
  readonly log: Logger;
  readonly host?: AppHost | undefined;
}

/** The part of the backups that restores them. */
export function createRestore(
  { dir, hooks, log, host }: RestoreParts,
  work: BackupWork,
  open: Backups["open"],
): Pick<Backups, "restore" | "restoreFile"> {
  async function perform(
    name: string,
    find: () => Promise<ArchiveSource>,
    progress: BackupProgress | undefined,
  ): Promise<void> {
    if (host === undefined) {
      throw new Refused("Only the server of a data folder restores it itself.");
    }
    await work.run(name, async ({ signal, takeOver }) => {
      const source = await find();
      const event: BackupEvent = { name, excluded: [] };
      await hooks.onBackupRestore.run(event, () => {
        log.info("a backup is being restored", { name });
        const staying = event.excluded;
        return restoreServed(source, {
          dir,
          host,
          staying,
          signal,
          takeOver,
          progress,
        });
      });
    });
    host.app.log.info("a backup was restored", { name });
  }

  async function restore(
    name: string,
    find: () => Promise<ArchiveSource>,
    progress: BackupProgress | undefined,
  ): Promise<void> {
    try {
      await perform(name, find, progress);
    } catch (error) {
      // The log of this app may be closed by now.
      const current = host?.app.log ?? log;
      current.error("a backup could not be restored", { name, error });
      throw error;
    }
  }

  return {
    restore: (key, progress) =>
      restore(
        key,
        async () => {
          const { size, read } = await open(key);
          return { name: key, size, read };
        },
        progress,
      ),

    restoreFile(path, progress) {
      const name = basename(path);
      return restore(name, () => Promise.resolve({ name, path }), progress);
    },
  };
}
