import {
  type FileEntry,
  type Storage,
  StorageFailed,
} from "../../engines/storage/storage.ts";
import { CronError, parseCron } from "../crons/parse-cron.ts";
import type { Findings } from "./findings.ts";

const hour = 3_600_000;

/** Whether backups can be reached, and the newest is as young as the settings want it. */
export async function checkBackups(
  storage: Storage,
  cron: string,
  findings: Findings,
  now: number,
): Promise<void> {
  let newest: FileEntry | undefined;
  try {
    for await (const entry of storage.list("")) {
      const isArchive = entry.key.endsWith(".zip") && !entry.key.includes("/");
      if (!isArchive) continue;
      if (newest === undefined || entry.modified > newest.modified) {
        newest = entry;
      }
    }
  } catch (error) {
    if (!(error instanceof StorageFailed)) throw error;
    findings.add(
      "problem",
      "backups-unreachable",
      `The backups cannot be read: ${error.message}`,
      "See to it that what the settings say of backups is right.",
    );
    return;
  }
  if (cron !== "") judgeAge(newest, cron, findings, now);
  else if (newest === undefined) {
    findings.add(
      "warning",
      "no-backup",
      "There is no backup, and none is made by itself.",
      "Set a time for automatic backups (settings, backups.cron), or make one: `hutch backup create`.",
    );
  }
}

function judgeAge(
  newest: FileEntry | undefined,
  cron: string,
  findings: Findings,
  now: number,
): void {
  const interval = intervalOf(cron, now);
  if (interval === undefined) {
    findings.add(
      "problem",
      "backup-schedule",
      `Automatic backups are never made: their schedule (${cron}) names no time.`,
      "Correct backups.cron in the settings.",
    );
    return;
  }
  // The last one may be in the making, and one may be missed while the machine is off.
  const tolerated = 2 * interval + hour;
  const age = now - (newest?.modified.getTime() ?? 0);
  if (age <= tolerated) return;
  findings.add(
    "warning",
    "old-backup",
    newest === undefined
      ? `There is no backup, although they are to be made by themselves (${cron}).`
      : `The newest backup is of ${newest.modified.toISOString()}, although they are to be made by themselves (${cron}).`,
    "If the server has been running all the time, its log says why (`/_/#/logs`, or `hutch serve --log pretty`).",
  );
}

/** Milliseconds from one time of the schedule to the next; undefined if there are none. */
function intervalOf(cron: string, now: number): number | undefined {
  try {
    const [first, second] = parseCron(cron).nextRuns(2, new Date(now));
    return first && second && second.getTime() - first.getTime();
  } catch (error) {
    if (!(error instanceof CronError)) throw error;
    return undefined;
  }
}
