import { SQLiteError } from "bun:sqlite";
import { existsSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createLocalStorage } from "../../engines/storage/local/local-storage.ts";
import { createS3Storage } from "../../engines/storage/s3/s3-storage.ts";
import type { S3Patience } from "../../engines/storage/s3/s3-options.ts";
import type { Storage } from "../../engines/storage/storage.ts";
import type { Collection } from "../collections/collection.ts";
import { backupsFolder } from "../backups/folder-layout.ts";
import { folderPaths } from "../data-folder/folder-paths.ts";
import { inspectFolder } from "../data-folder/inspect-folder.ts";
import { isSwapOpen } from "../data-folder/swapping/swap-folder.ts";
import { Refused } from "../errors.ts";
import { openLocalFiles } from "../files/file-storage.ts";
import type { S3Settings, SettingsValues } from "../settings/settings.ts";
import { checkBackups } from "./check-backups.ts";
import { checkCollections, readCollections } from "./check-collections.ts";
import { checkIntegrity, checkLog } from "./check-databases.ts";
import { checkFiles, type DoctorProgress } from "./check-files.ts";
import { checkAccess, checkLeftovers, checkSpace } from "./check-folder.ts";
import { checkRelations } from "./check-relations.ts";
import { checkSettings, checkSuperusers } from "./check-settings.ts";
import { countOf, type Finding, Findings } from "./findings.ts";
import { isLocked, ReadOnlyDatabase, reasonOf } from "./read-only-database.ts";

export interface ExaminationOptions {
  /** The data folder. */
  readonly dir: string;
  /** The name of the environment variable whose value encrypts the stored settings. */
  readonly encryptionEnv?: string | undefined;
  readonly progress: DoctorProgress;
}

/** What an examination found. */
export interface Examination {
  /** Whether a server is running on the folder. */
  readonly isServed: boolean;
  /** The worst first. */
  readonly findings: readonly Finding[];
}

const severities = ["problem", "warning", "note"];

/** Milliseconds that an S3 server may leave us waiting for one answer. */
const s3Patience: S3Patience = { patience: 10_000, attempts: 2 };

/**
 * Examines a data folder, of PocketBase too, and changes nothing in it: a server may run, and the folder may be damaged
 * beyond opening.
 *
 * @throws {Refused} there is no such folder
 */
export async function examineFolder({
  dir,
  encryptionEnv,
  progress,
}: ExaminationOptions): Promise<Examination> {
  const path = resolve(dir);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Refused(`There is no data folder ${path}.`);
  }
  const findings = new Findings();
  const served = isLocked(folderPaths(path).lock);
  checkAccess(path, findings);
  if (await isSwapOpen(path)) {
    findings.add(
      served ? "note" : "warning",
      "open-restore",
      "A backup is being restored, or was when the server was stopped: the rest was not examined.",
      served
        ? "Examine the folder again when that is done."
        : "Start the server, or run any other command: the data from before is brought back then.",
    );
  } else {
    await examineData({ dir: path, served, encryptionEnv, progress, findings });
  }
  const all = findings.all.toSorted(
    (one, other) =>
      severities.indexOf(one.severity) - severities.indexOf(other.severity),
  );
  return { isServed: served, findings: all };
}

interface Work {
  readonly dir: string;
  readonly served: boolean;
  readonly encryptionEnv: string | undefined;
  readonly progress: DoctorProgress;
  readonly findings: Findings;
}

async function examineData(work: Work): Promise<void> {
  const { dir, served, encryptionEnv, findings } = work;
  const { data, auxiliary } = folderPaths(dir);
  if (!served) await checkLeftovers(dir, findings);
  if (!existsSync(data)) {
    findings.add(
      "problem",
      "no-database",
      "There is no data.db in the folder.",
      "If this is the right folder, restore a backup; the server would begin with an empty one.",
    );
    return;
  }
  for (const file of [data, auxiliary]) {
    if (checkIntegrity(file, findings)) checkLog(file, findings);
  }
  if (!isOurs(dir, findings)) return;

  const database = new ReadOnlyDatabase(data);
  try {
    await guard(findings, async () => {
      const settings = checkSettings(database, encryptionEnv, findings);
      checkSuperusers(database, findings);
      const problems = findings.all.length;
      const collections = readCollections(database, findings);
      const isComplete = findings.all.length === problems;
      checkCollections(database, collections, findings);
      checkRelations(database, collections, findings);
      if (settings === undefined) return;
      const files = { database, collections, isComplete };
      await examineStorage(work, settings, files);
    });
  } finally {
    database.close();
  }
}

async function examineStorage(
  { dir, served, progress, findings }: Work,
  { s3, backups }: SettingsValues,
  files: {
    readonly database: ReadOnlyDatabase;
    readonly collections: readonly Collection[];
    readonly isComplete: boolean;
  },
): Promise<void> {
  let storedBytes = 0;
  // Files of a collection that cannot be read would seem to be nobody's.
  if (files.isComplete) {
    await guard(findings, async () => {
      storedBytes = await checkFiles({
        ...files,
        storage: s3.enabled ? openBucket(s3) : openLocalFiles(dir),
        isLocal: !s3.enabled,
        // Another program than ours has no such lock, but its databases open.
        mayChange: served || existsSync(`${folderPaths(dir).data}-shm`),
        notes: readNotes(folderPaths(dir).auxiliary, served, findings),
        progress,
        findings,
      });
    });
  }
  if (s3.enabled) await tellUnmoved(dir, findings);
  const backupStorage = backups.s3.enabled
    ? openBucket(backups.s3)
    : createLocalStorage(backupsFolder(dir));
  await checkBackups(backupStorage, backups.cron, findings, Date.now());
  await checkSpace(
    dir,
    {
      storedBytes: s3.enabled ? 0 : storedBytes,
      hasLocalBackups: !backups.s3.enabled,
    },
    findings,
  );
}

/** Files whose fate the server has not settled yet. Upstream has no such notes. */
function readNotes(
  file: string,
  served: boolean,
  findings: Findings,
): readonly string[] {
  if (!existsSync(file)) return [];
  let rows;
  try {
    const database = new ReadOnlyDatabase(file);
    try {
      rows = database.all(`select value from "_fileNotes", json_each(keys)`);
    } finally {
      database.close();
    }
  } catch (error) {
    // Where there is no such table, there are no notes; damage is told elsewhere.
    reasonOf(error);
    return [];
  }
  if (rows.length > 0 && !served) {
    findings.add(
      "note",
      "open-notes",
      `What is to become of ${countOf(rows.length, "file")} was not settled when the server was stopped.`,
      "Nothing has to be done: the next start of the server does.",
    );
  }
  return rows.map((row) => String(row["value"]));
}

async function tellUnmoved(dir: string, findings: Findings): Promise<void> {
  const names = await readdir(join(dir, "storage")).catch(() => []);
  if (!names.some((name) => !name.startsWith("."))) return;
  findings.add(
    "warning",
    "unmoved-files",
    "The settings say that files are in the S3 bucket, and some are in the folder `storage`: they are not served.",
    "Move them: `hutch files move --to s3`.",
  );
}

/** Whether it is a folder that the server would open. */
function isOurs(dir: string, findings: Findings): boolean {
  try {
    inspectFolder(dir);
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // Damage is told already.
    if (!findings.all.some(({ code }) => code === "database-damaged")) {
      findings.add(
        "problem",
        "unusable-folder",
        error.message,
        "The server does not start on it. The rest was not examined.",
      );
    }
    return false;
  }
}

/** Goes on with the rest when a part of a database cannot be read. */
async function guard(
  findings: Findings,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SQLiteError)) throw error;
    findings.add(
      "problem",
      "not-examined",
      `Not all could be examined: ${error.message}.`,
      "Set right what else was found, and examine the folder again.",
    );
  }
}

function openBucket(s3: S3Settings): Storage {
  return createS3Storage(s3, s3Patience);
}
