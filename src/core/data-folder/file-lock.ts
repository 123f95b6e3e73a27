import { Database, SQLiteError } from "bun:sqlite";
import { dirname } from "node:path";
import { Refused } from "../errors.ts";
import { giveToOwner } from "./give-to-owner.ts";

/** A lock that processes share by a file which holds nothing; the operating system lets go of it however the process ends. */
export interface FileLock {
  release(): void;
}

/**
 * Takes a lock: a transaction on an empty database is one. `sole` keeps out all others, `shared` only those who want it for
 * themselves alone.
 *
 * @param patience milliseconds that others are waited for
 * @returns undefined when somebody else has it
 * @throws {Refused} the file cannot be used
 */
export function takeFileLock(
  file: string,
  kind: "sole" | "shared",
  patience = 0,
): FileLock | undefined {
  try {
    const database = new Database(file, { create: true });
    try {
      database.run(`pragma busy_timeout = ${patience}`);
      database.run(kind === "sole" ? "begin exclusive" : "begin");
      // A shared lock is taken by the first statement that reads, and kept to the transaction's end.
      if (kind === "shared") database.run("select 1 from sqlite_schema");
      giveToOwner(file);
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
      `The data folder ${dirname(file)} cannot be locked: ${error.message}.`,
      { cause: error },
    );
  }
}

/** Whether this says that somebody else has a lock. */
export function isBusy(error: unknown): boolean {
  return error instanceof SQLiteError && error.code === "SQLITE_BUSY";
}
