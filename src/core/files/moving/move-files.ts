import type { Database } from "../../../engines/database/database.ts";
import type { CollectionLookup } from "../../collections/lookup.ts";
import { takeBackupLock } from "../../data-folder/backup-lock.ts";
import { Refused } from "../../errors.ts";
import type { S3Settings, Settings } from "../../settings/settings.ts";
import { collectionPrefix } from "../file-keys.ts";
import { openLocalFiles, openS3Files } from "../file-storage.ts";
import { createOwnerLookup } from "../keeping/find-owner.ts";
import { Move } from "./move.ts";
import type { Place } from "./same-contents.ts";

export interface MoveOptions {
  /** Where the files go; they come from the other place. */
  readonly to: Place["name"];
  /** Once all are copied, let the settings say so. */
  readonly switchOver: boolean;
  /**
   * Milliseconds until a server that runs on the folder has surely read new settings, and what it began before is done;
   * 0: none runs.
   */
  readonly settlingTime: number;
  /** Ends the move after the files that are under way. */
  readonly signal: AbortSignal;
  readonly progress: MoveProgress;
}

/** Is told how the move goes on. */
export interface MoveProgress {
  /** A step of so many files and bytes begins. */
  begin(step: "copy" | "clear", files: number, bytes: number): void;
  /** One more file is done. */
  advance(bytes: number): void;
  end(): void;
}

export interface MoveOutcome {
  /** Files that are in their new place. */
  readonly files: number;
  readonly bytes: number;
  /** Files of no record, that stay where they are. */
  readonly unowned: number;
  /** Whether they are gone from where they were; otherwise the settings still say that place. */
  readonly isCleared: boolean;
  /** Whether the settings were changed. */
  readonly isSwitched: boolean;
}

/**
 * Moves the files of all records between the data folder and the bucket of the settings. A server may run meanwhile: while
 * the settings say the old place, files are only copied; once they say the new one, what came meanwhile is copied, too, and
 * the old ones go, each after its copy was compared. Done again after it broke off, it goes on where it was.
 *
 * @throws {Refused} the settings have no bucket; some files cannot be moved; the signal came
 * @throws {StorageFailed} nothing is lost
 */
export async function moveFiles(
  {
    dir,
    database,
    settings,
    collections,
  }: {
    /** The data folder. */
    readonly dir: string;
    readonly database: Database;
    readonly settings: Settings;
    readonly collections: CollectionLookup;
  },
  options: MoveOptions,
): Promise<MoveOutcome> {
  const { s3 } = settings.current;
  requireBucket(s3);
  const local: Place = { name: "local", storage: openLocalFiles(dir) };
  const remote: Place = { name: "s3", storage: openS3Files(s3) };
  const [from, to] = options.to === "s3" ? [local, remote] : [remote, local];
  const prefixes = collections
    .all()
    .filter(({ type }) => type !== "view")
    .map(({ id }) => collectionPrefix(id));
  const owners = createOwnerLookup(database, collections);
  const move = new Move({ ...options, from, to, prefixes, owners });
  const clear = () => withoutBackups(dir, options.signal, () => move.clear());
  const isInUse = () => settings.current.s3.enabled === (to.name === "s3");

  if (isInUse()) {
    await clear();
    return { ...move.counts, isCleared: true, isSwitched: false };
  }
  await move.copy();
  if (!options.switchOver) {
    return { ...move.counts, isCleared: false, isSwitched: false };
  }
  await settings.update({ s3: { enabled: to.name === "s3" } });
  const { settlingTime } = options;
  // Uploads that began before the switch may still arrive at the old place.
  for (;;) {
    await Bun.sleep(settlingTime);
    const cleared = await clear();
    if (cleared === 0 || settlingTime === 0) break;
  }
  await move.forgetRemoved();
  return { ...move.counts, isCleared: true, isSwitched: true };
}

/** Milliseconds between two looks whether a backup is still being made. */
const backupInterval = 200;

/** Does what removes files while nobody makes a backup, which may still have to read them. */
async function withoutBackups<T>(
  dir: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  for (;;) {
    const lock = takeBackupLock(dir);
    try {
      if (lock !== undefined || signal.aborted) return await work();
    } finally {
      lock?.release();
    }
    await Bun.sleep(backupInterval);
  }
}

function requireBucket(s3: S3Settings): void {
  const needed = [
    "endpoint",
    "bucket",
    "region",
    "accessKey",
    "secret",
  ] as const;
  const missing = needed.filter((name) => s3[name] === "");
  if (missing.length > 0) {
    throw new Refused(
      `The settings do not say which S3 bucket: s3.${missing.join(", s3.")} is missing. S3 need not be switched on there yet.`,
    );
  }
}
