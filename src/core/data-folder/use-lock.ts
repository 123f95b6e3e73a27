import { Database, SQLiteError } from "bun:sqlite";
import { Refused } from "../errors.ts";
import { folderPaths } from "./folder-paths.ts";
import { giveToOwner } from "./give-to-owner.ts";

/** A lock on the databases of a folder; the operating system lets go of it however the process ends. */
export interface UseLock {
  release(): void;
}

/**
 * Says that a command works on the databases, beside others and beside a server. While it does, they are not replaced: it
 * would go on writing to files that are no longer there.
 *
 * @returns undefined while they are being replaced
 * @throws {Refused} the folder cannot be locked
 */
export function takeSharedUse(dir: string): UseLock | undefined {
  // The lock is taken by the first statement that reads, and kept to the transaction's end.
  return take(dir, ["begin", "select 1 from sqlite_schema"]);
}

/**
 * Takes the databases away from all commands, to replace them.
 *
 * @returns undefined while a command works on them
 * @throws {Refused} the folder cannot be locked
 */
export function takeSoleUse(dir: string): UseLock | undefined {
  return take(dir, ["begin exclusive"]);
}

function take(dir: string, statements: readonly string[]): UseLock | undefined {
  try {
    const file = folderPaths(dir).useLock;
    const database = new Database(file, { create: true });
    try {
      database.run("pragma busy_timeout = 0");
      for (const statement of statements) database.run(statement);
      giveToOwner(file);
    } catch (error) {
      database.close();
      if (error instanceof SQLiteError && error.code === "SQLITE_BUSY") {
        return undefined;
      }
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
