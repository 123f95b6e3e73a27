import { Database } from "bun:sqlite";
import { existsSync } from "node:fs";
import { type FileLock, isBusy, takeFileLock } from "./file-lock.ts";
import { folderPaths } from "./folder-paths.ts";

/** Milliseconds that taking it waits for those who only look. */
const patience = 100;

/**
 * Takes the folder for making or restoring a backup, to the exclusion of others, in this process or another. Whoever removes
 * files that records no longer name looks at this lock first: a backup that began before still needs them.
 *
 * @returns undefined when somebody has it
 * @throws {Refused} the folder cannot be locked
 */
export function takeBackupLock(dir: string): FileLock | undefined {
  return takeFileLock(folderPaths(dir).backupLock, "sole", patience);
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
