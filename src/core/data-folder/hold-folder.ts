import { existsSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { Refused } from "../errors.ts";
import { folderPaths } from "./folder-paths.ts";
import { inspectFolder, refuseUnusable } from "./inspect-folder.ts";
import { FolderServed, refuseServed, takeServingLock } from "./serving-lock.ts";
import { discardRestore } from "./swapping/discard.ts";
import { isSwapOpen, undoSwap } from "./swapping/swap-folder.ts";
import type { FileLock } from "./file-lock.ts";
import { takeSharedUse, takeSoleUse } from "./use-lock.ts";

/** The right to work on a data folder until it is released. */
export interface FolderHold {
  release(): void;
}

/** Milliseconds that a command waits for a backup to be restored. */
const commandPatience = 30_000;

/** Milliseconds that replacing the databases waits for commands. */
const restorePatience = 10_000;

/** Milliseconds between two looks. */
const interval = 50;

/**
 * Takes a data folder for serving, to the exclusion of other servers, and makes it if there is none. If a backup was being
 * restored when the last server ended, the data from before is brought back first.
 *
 * @throws {Refused} the folder cannot be used, or another server has it; nothing in it was touched
 */
export async function holdForServing(dir: string): Promise<FolderHold> {
  const path = resolve(dir);
  refuseUnusable(path);
  refuseServed(path);
  if (!(await isSwapOpen(path))) inspectFolder(path);
  makeFolder(path);
  const lock = takeServingLock(path);
  try {
    await recover(path);
    inspectFolder(path);
    return lock;
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Takes a data folder to put other data into it, to the exclusion of servers and commands, and makes it if there is none.
 * What is in it may be damaged beyond opening.
 *
 * @throws {Refused} a server or a command has it, or it is no folder that can be written to
 */
export async function holdForReplacing(dir: string): Promise<FolderHold> {
  const path = resolve(dir);
  refuseUnusable(path);
  refuseServed(path);
  makeFolder(path);
  const lock = takeServingLock(path);
  try {
    await recover(path);
    const alone = await holdAlone(path);
    return {
      release() {
        alone.release();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Takes a data folder for a command that works on it, beside others and beside a server, and makes it if there is none.
 * Until it is released, no backup takes the place of the data; while one does, this waits.
 *
 * @param patience milliseconds
 * @throws {Refused} the folder cannot be used, or a backup is being restored for too long; nothing in it was touched
 */
export async function holdForCommand(
  dir: string,
  patience = commandPatience,
): Promise<FolderHold> {
  const path = resolve(dir);
  refuseUnusable(path);
  // Where there is no such lock yet, nothing was ever restored: what is refused then is not touched.
  if (!existsSync(folderPaths(path).useLock)) inspectFolder(path);
  makeFolder(path);
  const hold = await waitFor(() => tryHold(path), patience);
  if (hold === undefined) {
    throw new Refused(
      `A backup is being restored into the data folder ${path}: try again when that is done.`,
    );
  }
  try {
    inspectFolder(path);
    return hold;
  } catch (error) {
    hold.release();
    throw error;
  }
}

/**
 * Takes the databases away from all commands, to replace them. Waits for those that work a moment longer.
 *
 * @param patience milliseconds
 * @throws {Refused} a command works on them for too long
 */
export async function holdAlone(
  dir: string,
  patience = restorePatience,
): Promise<FolderHold> {
  const path = resolve(dir);
  const lock = await waitFor(() => takeSoleUse(path), patience);
  if (lock !== undefined) return lock;
  throw new Refused(
    `A command is at work on the data folder ${path}: its data cannot be replaced before that has ended.`,
  );
}

async function tryHold(dir: string): Promise<FileLock | undefined> {
  const lock = takeSharedUse(dir);
  if (lock === undefined) return undefined;
  if (!(await isSwapOpen(dir))) return lock;
  lock.release();
  // A server is at it, or one that has died was.
  try {
    const serving = takeServingLock(dir);
    try {
      await recover(dir);
    } finally {
      serving.release();
    }
  } catch (error) {
    if (!(error instanceof FolderServed)) throw error;
  }
  return undefined;
}

/** Brings the data from before an unfinished restore back, and puts out of the way what is of no use. The folder is held for serving. */
async function recover(dir: string): Promise<void> {
  if (await isSwapOpen(dir)) {
    const alone = await holdAlone(dir);
    try {
      await undoSwap(dir);
    } finally {
      alone.release();
    }
  }
  await discardRestore(dir);
}

/** Tries again and again until there is something, or it takes too long. */
async function waitFor<T>(
  attempt: () => T | undefined | Promise<T | undefined>,
  patience: number,
): Promise<T | undefined> {
  const deadline = performance.now() + patience;
  for (;;) {
    const found = await attempt();
    if (found !== undefined || performance.now() > deadline) return found;
    await Bun.sleep(interval);
  }
}

/** For its owner only: it holds password hashes. */
function makeFolder(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Refused(`The data folder ${dir} cannot be made.`, {
      cause: error,
    });
  }
}
