import { constants, Database, SQLiteError } from "bun:sqlite";
import { existsSync, statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Row, SqlValue } from "../../engines/database/database.ts";

/**
 * A database file that is only read, beside whoever writes to it. Where nobody has it open, which its write-ahead log would
 * tell, not even a lock is taken: nothing is made or changed.
 */
export class ReadOnlyDatabase {
  readonly file: string;
  /** Whether it is read as a file that nobody writes to. */
  readonly isStill: boolean;
  readonly #database: Database;

  /** @throws {SQLiteError} */
  constructor(file: string) {
    this.file = file;
    this.isStill = !isOpenedBySome(file);
    this.#database = this.isStill
      ? new Database(
          `${pathToFileURL(file).href}?immutable=1`,
          constants.SQLITE_OPEN_READONLY | constants.SQLITE_OPEN_URI,
        )
      : new Database(file, { readonly: true });
    this.#database.run("pragma busy_timeout = 10000");
    this.#database.run("pragma query_only = on");
  }

  /** @throws {SQLiteError} */
  all(text: string, ...values: SqlValue[]): Row[] {
    using statement = this.#database.prepare<Row, SqlValue[]>(text);
    return statement.all(...values);
  }

  /** @throws {SQLiteError} */
  get(text: string, ...values: SqlValue[]): Row | undefined {
    return this.all(text, ...values)[0];
  }

  close(): void {
    this.#database.close();
  }
}

/** Whether somebody has it open, or has left some of its pages in its write-ahead log. */
function isOpenedBySome(file: string): boolean {
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  return log !== undefined && (log.size > 0 || existsSync(`${file}-shm`));
}

/** Whether another process has a lock file to itself. Takes no lock, and makes no file. */
export function isLocked(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    const database = new Database(file, { readonly: true });
    try {
      database.run("select 1 from sqlite_schema");
      return false;
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof SQLiteError && error.code === "SQLITE_BUSY") {
      return true;
    }
    // Who cannot even read it cannot tell, and nobody of this user has it.
    reasonOf(error);
    return false;
  }
}

/** A name as SQL may hold it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** What SQLite says of it. @throws what is no error of SQLite's */
export function reasonOf(error: unknown): string {
  if (error instanceof SQLiteError) return error.message;
  throw error;
}
