import { Database, SQLiteError } from "bun:sqlite";
import { existsSync } from "node:fs";
import { Refused } from "../errors.ts";
import { folderPaths } from "./folder-paths.ts";

/** Serving a folder, to the exclusion of other processes. */
export interface ServingLock {
  release(): void;
}

/** Refuses a folder that another process serves, and touches nothing. @throws {Refused} */
export function refuseServed(dir: string): void {
  if (existsSync(folderPaths(dir).lock)) takeServingLock(dir).release();
}

/** Whether another process serves the folder. @throws {Refused} it cannot be told */
export function isServed(dir: string): boolean {
  try {
    refuseServed(dir);
    return false;
  } catch (error) {
    if (isLockTaken(error)) return true;
    throw error;
  }
}

/** Whether this is the refusal of a folder that another process serves. */
export function isLockTaken(error: unknown): boolean {
  if (!(error instanceof Refused)) return false;
  const { cause } = error;
  return cause instanceof SQLiteError && cause.code === "SQLITE_BUSY";
}

/**
 * Takes the folder for serving. An exclusive transaction on an empty database is the lock: the operating system lets
 * go of it however the process ends.
 *
 * @throws {Refused} another process serves the folder
 */
export function takeServingLock(dir: string): ServingLock {
  const database = openLock(dir);
  return {
    release() {
      database.run("rollback");
      database.close(true);
    },
  };
}

function openLock(dir: string): Database {
  try {
    const database = new Database(folderPaths(dir).lock, { create: true });
    try {
      database.run("pragma busy_timeout = 0");
      database.run("begin exclusive");
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    if (!(error instanceof SQLiteError)) throw error;
    throw new Refused(
      error.code === "SQLITE_BUSY"
        ? `Another server is running on the data folder ${dir}.`
        : `The data folder ${dir} cannot be locked: ${error.message}.`,
      { cause: error },
    );
  }
}
