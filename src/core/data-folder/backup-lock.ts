import { Database, SQLiteError } from "bun:sqlite";
import { existsSync } from "node:fs";
import { Refused } from "../errors.ts";
import { folderPaths } from "./folder-paths.ts";

/** Making or restoring a backup of a folder, to the exclusion of others, in this process or another. */
export interface BackupLock {
  release(): void;
}

/** Milliseconds that taking it waits for those who only look. */
const patience = 100;

/**
 * Takes the lock. The operating system lets go of it however the process ends. Whoever removes files that records no
 * longer name looks at it first: a backup that began before still needs them.
 *
 * @returns undefined when somebody has it
 * @throws {Refused} the folder cannot be locked
 */
export function takeBackupLock(dir: string): BackupLock | undefined {
  const file = folderPaths(dir).backupLock;
  try {
    const database = new Database(file, { create: true });
    try {
      database.run(`pragma busy_timeout = ${patience}`);
      database.run("begin exclusive");
    } catch (error) {
      database.close();
      if (isBusy(error)) return undefined;
      throw error;
    }
    return {
      release() {
        database.run("rollback");
        database.close(true);
      },
    };
  } catch (error) {
    if (!(error instanceof SQLiteError)) throw error;
    throw new Refused(
      `The data folder ${dir} cannot be locked: ${error.message}.`,
      { cause: error },
    );
  }
}

/** Looks at the lock, which takes some microseconds. */
export class BackupLockWatch {
  readonly #file: string;
  #database: Database | undefined;

  /** @param dir the data folder */
  constructor(dir: string) {
    this.#file = folderPaths(dir).backupLock;
  }

  /** Whether a backup is being made or restored, by this process or another. */
  get isTaken(): boolean {
    // Until the first backup there is none.
    if (this.#database === undefined && !existsSync(this.#file)) return false;
    try {
      this.#database ??= new Database(this.#file, { readonly: true });
      this.#database.run("select 1 from sqlite_schema");
      return false;
    } catch (error) {
      if (isBusy(error)) return true;
      throw error;
    }
  }

  close(): void {
    this.#database?.close();
    this.#database = undefined;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof SQLiteError && error.code === "SQLITE_BUSY";
}
