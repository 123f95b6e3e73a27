import { SQLiteError } from "bun:sqlite";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { sql } from "drizzle-orm";
import type { Database } from "../../engines/database/database.ts";
import { openSqlite } from "../../engines/database/sqlite/sqlite-database.ts";
import { Refused } from "../errors.ts";
import type { Logger } from "../logs/logger.ts";
import { ensureAuxiliaryTables, ensureDataTables } from "./fixed-tables.ts";
import { folderPaths } from "./folder-paths.ts";
import { inspectFolder } from "./inspect-folder.ts";
import { refuseServed, takeServingLock } from "./serving-lock.ts";

/** An open data folder. */
export interface DataFolder {
  /** Collections, settings, records: `data.db`. */
  readonly database: Database;
  /** The activity log and what else is not the users' data: `auxiliary.db`. */
  readonly auxiliary: Database;
  /** Whether it has no collections yet, not even those that every folder has. */
  readonly isNew: boolean;
  /** Writes everything to its place and closes. */
  close(): Promise<void>;
}

export interface DataFolderOptions {
  /** Take it for serving: one process at a time may. Commands that work beside a server do not. */
  readonly serve: boolean;
  /** Seconds that a slow query may take. */
  readonly queryTimeout?: number | undefined;
  /** Told of what goes wrong in the background. */
  readonly log?: Logger;
  /** Tell the log of every SQL statement, too. */
  readonly dev?: boolean | undefined;
}

/**
 * Opens a data folder, PocketBase's from 0.23 on included, and makes it where there is none. The shape of an existing
 * `data.db` is never touched.
 *
 * @throws {Refused} it cannot be used, or another server has it; nothing in it was touched
 */
export async function openDataFolder(
  dir: string,
  options: DataFolderOptions,
): Promise<DataFolder> {
  const path = resolve(dir);
  if (options.serve) refuseServed(path);
  inspectFolder(path);
  makeFolder(path);
  // What is open already is closed again, last first, should a later step fail.
  await using opened = new AsyncDisposableStack();
  if (options.serve)
    opened.adopt(takeServingLock(path), (lock) => lock.release());
  const open = async (file: string) =>
    opened.adopt(await openDatabase(file, options), (database) =>
      database.close(),
    );
  const paths = folderPaths(path);
  const database = await open(paths.data);
  const auxiliary = await open(paths.auxiliary);
  await ensureDataTables(database);
  await ensureAuxiliaryTables(auxiliary);
  const isNew = await hasNoCollections(database);
  const rest = opened.move();
  return { database, auxiliary, isNew, close: () => rest.disposeAsync() };
}

async function openDatabase(
  file: string,
  { queryTimeout, log, dev }: DataFolderOptions,
): Promise<Database> {
  try {
    return await openSqlite({
      file,
      ...(queryTimeout !== undefined && { queryTimeout }),
      ...(log !== undefined && {
        report: (message: string, error: unknown) =>
          log.error(message, { file, error }),
      }),
      ...(dev === true &&
        log !== undefined && {
          trace: (text: string, milliseconds: number) =>
            log.debug(`[${milliseconds.toFixed(2)} ms] ${text}`),
        }),
    });
  } catch (error) {
    if (!(error instanceof SQLiteError)) throw error;
    throw new Refused(
      `The database ${file} cannot be opened: ${error.message}.`,
      { cause: error },
    );
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

async function hasNoCollections(database: Database): Promise<boolean> {
  const first = await database.get(sql`select 1 from _collections limit 1`);
  return first === undefined;
}
