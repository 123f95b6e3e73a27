import { existsSync } from "node:fs";
import { Refused } from "../errors.ts";
import { type FileLock, takeFileLock } from "./file-lock.ts";
import { folderPaths } from "./folder-paths.ts";

/** Another process serves the folder. */
export class FolderServed extends Refused {}

/** Refuses a folder that another process serves, and touches nothing. @throws {FolderServed} @throws {Refused} it cannot be told */
export function refuseServed(dir: string): void {
  if (existsSync(folderPaths(dir).lock)) takeServingLock(dir).release();
}

/** Whether another process serves the folder. @throws {Refused} it cannot be told */
export function isServed(dir: string): boolean {
  try {
    refuseServed(dir);
    return false;
  } catch (error) {
    if (error instanceof FolderServed) return true;
    throw error;
  }
}

/**
 * Takes the folder for serving, to the exclusion of other processes.
 *
 * @throws {FolderServed} another process serves it @throws {Refused} it cannot be locked
 */
export function takeServingLock(dir: string): FileLock {
  const lock = takeFileLock(folderPaths(dir).lock, "sole");
  if (lock !== undefined) return lock;
  throw new FolderServed(
    `Another server is running on the data folder ${dir}.`,
  );
}
