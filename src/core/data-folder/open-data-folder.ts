import { SQLiteError } from "bun:sqlite";
import { resolve } from "node:path";
import { sql } from "drizzle-orm";
import { type Database, DiskFailed } from "../../engines/database/database.ts";
import { openSqlite } from "../../engines/database/sqlite/sqlite-database.ts";
import { Refused } from "../errors.ts";
import type { Logger } from "../logs/logger.ts";
import { ensureAuxiliaryTables, ensureDataTables } from "./fixed-tables.ts";
import { folderPaths } from "./folder-paths.ts";
import {
  type FolderHold,
  holdForCommand,
  holdForServing,
} from "./hold-folder.ts";
import { inspectFolder } from "./inspect-folder.ts";

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
  /** The caller holds the folder already, and longer than it is open. */
  readonly hold?: FolderHold | undefined;
  /** Seconds that a slow query may take. */
  readonly queryTimeout?: number | undefined;
  /** Told of what goes wrong in the background. */
  readonly log?: Logger;
  /** Told of every SQL statement. */
  readonly statements?: Pick<Logger, "debug"> | undefined;
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
  // What is open already is closed again, last first, should a later step fail.
  await using opened = new AsyncDisposableStack();
  if (options.hold === undefined) {
    const take = options.serve ? holdForServing : holdForCommand;
    opened.adopt(await take(path), (hold) => hold.release());
  } else {
    inspectFolder(path);
  }
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
  { queryTimeout, log, statements }: DataFolderOptions,
): Promise<Database> {
  try {
    return await openSqlite({
      file,
      ...(queryTimeout !== undefined && { queryTimeout }),
      ...(log !== undefined && {
        report: (message: string, error: unknown) =>
          log.error(message, { file, error }),
      }),
      ...(statements !== undefined && {
        trace: (text: string, milliseconds: number) =>
          statements.debug(`[${milliseconds.toFixed(2)} ms] ${text}`),
      }),
    });
  } catch (error) {
    const cause = error instanceof DiskFailed ? error.cause : error;
    if (!(cause instanceof SQLiteError)) throw error;
    throw new Refused(
      `The database ${file} cannot be opened: ${cause.message}.`,
      { cause: error },
    );
  }
}

async function hasNoCollections(database: Database): Promise<boolean> {
  const first = await database.get(sql`select 1 from _collections limit 1`);
  return first === undefined;
}
