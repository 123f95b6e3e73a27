import { mkdir } from "node:fs/promises";
import type { Bus } from "../../engines/bus/bus.ts";
import type { Database } from "../../engines/database/database.ts";
import type { AppHost } from "../app-host.ts";
import { collect } from "../collections/fields/field-errors.ts";
import type { Collections } from "../collections/collections.ts";
import type { Crons } from "../crons/crons.ts";
import { DomainError, Invalid, Refused } from "../errors.ts";
import type { FileStorage } from "../files/file-storage.ts";
import type { RecordFiles } from "../files/record-files.ts";
import type { BackupEvent, Hooks } from "../hooks/hooks.ts";
import type { Logger } from "../logs/logger.ts";
import type { Mail } from "../mail/mail.ts";
import type { Records } from "../records/records.ts";
import type { Settings } from "../settings/settings.ts";
import { alertSuperusers } from "./alert-superusers.ts";
import { startAutoBackups } from "./auto-backups.ts";
import {
  checkChosenName,
  makeUpName,
  nameTaken,
  unnamedPrefix,
  withRandomPart,
} from "./backup-names.ts";
import { Closing } from "./backup-failure.ts";
import { createBackupPlaces } from "./backup-storage.ts";
import { BackupWork } from "./backup-work.ts";
import type { BackupProgress, Backups } from "./backups.ts";
import { clearLeftovers } from "./clear-leftovers.ts";
import { makeBackup } from "./making/make-backup.ts";
import { createRestore } from "./restoring/create-restore.ts";
import { archiveType, rawError, StoredBackups } from "./stored-backups.ts";

export interface BackupsParts {
  /** The data folder. */
  readonly dir: string;
  readonly database: Database;
  readonly auxiliary: Database;
  readonly bus: Bus;
  readonly settings: Settings;
  readonly collections: Collections;
  readonly records: Records;
  readonly storage: FileStorage;
  readonly recordFiles: RecordFiles;
  readonly hooks: Hooks;
  readonly mail: Mail;
  readonly crons: Crons;
  readonly log: Logger;
  /** This process serves the folder: what others that died have left is cleared away. */
  readonly serve?: boolean;
  /** Absent in a process that does not serve the folder: it cannot restore. */
  readonly host?: AppHost | undefined;
}

export function createBackups(parts: BackupsParts): Backups {
  const { dir, settings, hooks, log } = parts;
  const placeNow = createBackupPlaces(dir, settings);
  const work = new BackupWork(dir);
  const stored = new StoredBackups(placeNow, work);
  const cleared =
    parts.serve === true ? clearLeftovers(dir, log) : Promise.resolve();

  /** Makes one under a name that was checked. */
  async function make(name: string, progress?: BackupProgress): Promise<void> {
    await cleared;
    // Files go again once the lock is released, not before: that is looked at, too.
    const resume = parts.recordFiles.holdRemovals();
    try {
      await work.run(name, async ({ signal }) => {
        const event: BackupEvent = { name, excluded: [] };
        await hooks.onBackupCreate.run(event, () =>
          fill(event, signal, progress),
        );
      });
    } finally {
      resume();
    }
  }

  async function fill(
    { name, excluded }: BackupEvent,
    signal: AbortSignal,
    progress: BackupProgress | undefined,
  ): Promise<void> {
    const { storage, folder } = placeNow();
    if (folder !== undefined) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
    }
    await makeBackup(parts, {
      excluded,
      target: folder,
      signal,
      progress,
      keep: (archive) => storage.write(name, archive, archiveType),
    });
  }

  async function freeName(): Promise<string> {
    const name = makeUpName(unnamedPrefix, settings.current.meta.appName);
    return (await stored.isFree(name)) ? name : withRandomPart(name);
  }

  async function demandChoosable(name: string): Promise<void> {
    const wrong =
      checkChosenName(name) ??
      ((await stored.isFree(name)) ? undefined : nameTaken);
    const errors = collect([["name", wrong]]);
    if (errors !== undefined) {
      throw new Invalid(
        "An error occurred while validating the submitted data.",
        errors,
      );
    }
  }

  const stopAutoBackups = startAutoBackups({
    ...parts,
    create: make,
    list: () => stored.list(),
    remove: (key) => stored.remove(key),
    alert: (reason) => alertSuperusers(parts, reason),
  });

  return {
    get isBusy() {
      return work.isBusy;
    },

    requireIdle: () => work.requireIdle(),
    list: () => stored.list(),

    async create(chosen, progress) {
      work.requireIdle();
      if (chosen !== "") await demandChoosable(chosen);
      const name = chosen === "" ? await freeName() : chosen;
      try {
        await make(name, progress);
      } catch (cause) {
        if (cause instanceof DomainError && !(cause instanceof Refused)) {
          throw cause;
        }
        if (!(cause instanceof Closing)) {
          log.error("a backup failed", { name, error: cause });
        }
        const message = rawError("Failed to create backup.", cause);
        throw new Invalid(message, {}, { cause });
      }
      return name;
    },

    upload: (name, path) => stored.upload(name, path),
    open: (key) => stored.open(key),
    remove: (key) => stored.remove(key),

    ...createRestore(parts, work, (key) => stored.open(key)),

    async close() {
      stopAutoBackups();
      await cleared;
      await work.close();
    },
  };
}
