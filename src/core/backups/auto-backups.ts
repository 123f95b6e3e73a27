import type { Bus } from "../../engines/bus/bus.ts";
import type { Crons } from "../crons/crons.ts";
import { CronError } from "../crons/parse-cron.ts";
import type { Logger } from "../logs/logger.ts";
import type { Settings } from "../settings/settings.ts";
import { automaticPrefix, makeUpName } from "./backup-names.ts";
import type { BackupEntry } from "./backups.ts";
import { Closing } from "./backup-failure.ts";

/** PocketBase's own id of it. */
const jobId = "__pbAutoBackup__";

export interface AutoBackupsParts {
  readonly bus: Bus;
  readonly settings: Settings;
  readonly crons: Crons;
  readonly log: Logger;
  /** Makes one under this name. */
  create(name: string): Promise<void>;
  list(): Promise<readonly BackupEntry[]>;
  remove(key: string): Promise<void>;
  /** Tells the superusers that one has failed. */
  alert(reason: string): Promise<void>;
}

/** Makes backups at the times that the settings say, and removes the oldest of those. Returns a stop. */
export function startAutoBackups(parts: AutoBackupsParts): () => void {
  const { bus, settings, crons, log } = parts;
  let known = "";
  const schedule = () => {
    const { cron } = settings.current.backups;
    if (cron === known) return;
    known = cron;
    crons.remove(jobId);
    if (cron === "") return;
    try {
      crons.set({ id: jobId, expression: cron, run: () => backUp(parts) });
    } catch (error) {
      if (!(error instanceof CronError)) throw error;
      // Stored by other means than the API, which refuses it.
      log.error("the schedule of backups cannot be understood", { error });
    }
  };
  schedule();
  return bus.subscribe("settings", schedule);
}

async function backUp(parts: AutoBackupsParts): Promise<void> {
  const { settings, log } = parts;
  const name = makeUpName(automaticPrefix, settings.current.meta.appName);
  try {
    await parts.create(name);
  } catch (error) {
    if (error instanceof Closing) return;
    log.error("an automatic backup failed", { name, error });
    const reason = error instanceof Error ? error.message : String(error);
    await parts.alert(reason).catch((cause: unknown) =>
      log.warn("the superusers could not be told of it by mail", {
        error: cause,
      }),
    );
  }
  await removeOldest(parts, name).catch((error: unknown) =>
    log.error("old automatic backups could not be removed", { error }),
  );
}

/**
 * Keeps as many automatic backups as the settings say; 0: all. The one that was just made is always among them: others may
 * be from the future, where the clock was wrong.
 */
async function removeOldest(
  parts: AutoBackupsParts,
  made: string,
): Promise<void> {
  const { cronMaxKeep } = parts.settings.current.backups;
  if (cronMaxKeep === 0) return;
  const automatic = (await parts.list())
    .filter(({ key }) => key.startsWith(automaticPrefix))
    .toSorted(
      (one, other) =>
        Number(other.key === made) - Number(one.key === made) ||
        other.modified.getTime() - one.modified.getTime() ||
        (one.key < other.key ? 1 : -1),
    );
  for (const { key } of automatic.slice(cronMaxKeep)) await parts.remove(key);
}
