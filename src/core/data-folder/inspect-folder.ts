import { Database, SQLiteError, constants } from "bun:sqlite";
import {
  accessSync,
  closeSync,
  constants as modes,
  openSync,
  readSync,
  statSync,
  type Stats,
} from "node:fs";
import { pathToFileURL } from "node:url";
import { Refused } from "../errors.ts";
import { folderPaths } from "./folder-paths.ts";

/**
 * Refuses what cannot be a data folder of ours. Nothing in it is touched or created: databases are read as files that
 * nobody writes, unless something still waits in their write-ahead log.
 *
 * @throws {Refused}
 */
export function inspectFolder(dir: string): void {
  refuseUnusable(dir);
  const paths = folderPaths(dir);
  const data = tableColumns(dir, paths.data);
  if (data.size > 0) refuseForeign(dir, data);
  tableColumns(dir, paths.auxiliary);
}

/** Refuses what is there and cannot be used as a folder, whatever is in it. @throws {Refused} */
export function refuseUnusable(dir: string): void {
  const stats = lookAt(dir);
  if (stats === undefined) return;
  if (!stats.isDirectory()) throw new Refused(`${dir} is not a folder.`);
  refuseInaccessible(dir, dir, modes.R_OK | modes.W_OK | modes.X_OK);
}

/** What `_collections` and the others have had since PocketBase 0.23. */
const expectedColumns: Readonly<Record<string, readonly string[]>> = {
  _collections: [
    "id",
    "system",
    "type",
    "name",
    "fields",
    "indexes",
    "listRule",
    "viewRule",
    "createRule",
    "updateRule",
    "deleteRule",
    "options",
    "created",
    "updated",
  ],
  _params: ["id", "value", "created", "updated"],
  _migrations: ["file", "applied"],
};

type TableColumns = ReadonlyMap<string, ReadonlySet<string>>;

function refuseForeign(dir: string, tables: TableColumns): void {
  if (tables.has("_admins")) {
    throw new Refused(
      `The data folder ${dir} is from before PocketBase 0.23: open it once with PocketBase 0.23 or later, which brings it up to date.`,
    );
  }
  if (!tables.has("_collections")) {
    throw new Refused(
      `The file ${folderPaths(dir).data} belongs to another program: it holds no collections.`,
    );
  }
  for (const [table, columns] of Object.entries(expectedColumns)) {
    const present = tables.get(table);
    const missing = columns.find((column) => present?.has(column) !== true);
    if (missing === undefined) continue;
    const what = present === undefined ? table : `${table}.${missing}`;
    throw new Refused(
      `The data folder ${dir} is of an unknown version: it has no ${what}.`,
    );
  }
}

/** The columns of each table in a database file; none if there is no file yet, or an empty one. */
function tableColumns(dir: string, file: string): TableColumns {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return new Map();
  refuseInaccessible(dir, file, modes.R_OK | modes.W_OK);
  if (!stats.isFile()) throw new Refused(`${file} is not a file.`);
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  const hasLog = log !== undefined && log.size > 0;
  if (stats.size === 0 && !hasLog) return new Map();
  if (!hasLog) refuseDamaged(file, stats.size);
  try {
    return readColumns(file, hasLog);
  } catch (error) {
    if (!(error instanceof SQLiteError)) throw error;
    throw new Refused(
      `The database ${file} cannot be read: ${error.message}.`,
      { cause: error },
    );
  }
}

function readColumns(file: string, hasLog: boolean): TableColumns {
  const database = hasLog
    ? new Database(file, { readonly: true })
    : new Database(
        `${pathToFileURL(file).href}?immutable=1`,
        constants.SQLITE_OPEN_READONLY | constants.SQLITE_OPEN_URI,
      );
  try {
    using rows = database.prepare<{ table: string; column: string }, []>(
      `select tables.name as "table", columns.name as "column"
       from sqlite_master tables, pragma_table_info(tables.name) columns where tables.type = 'table'`,
    );
    const tables = new Map<string, Set<string>>();
    for (const { table, column } of rows.all()) {
      const columns = tables.get(table) ?? new Set();
      tables.set(table, columns.add(column));
    }
    return tables;
  } finally {
    database.close(true);
  }
}

/** The first 16 bytes of a database file. */
const signature = "SQLite format 3\0";

/**
 * Looks at what SQLite itself would notice late: another format, or an end that is missing.
 *
 * @see https://sqlite.org/fileformat2.html#the_database_header
 */
function refuseDamaged(file: string, size: number): void {
  const header = Buffer.alloc(100);
  const handle = openSync(file, "r");
  try {
    readSync(handle, header, 0, header.length, 0);
  } finally {
    closeSync(handle);
  }
  if (header.toString("latin1", 0, 16) !== signature) {
    throw new Refused(`The file ${file} is not a database of this program.`);
  }
  const declaredPageSize = header.readUInt16BE(16);
  const pageSize = declaredPageSize === 1 ? 65_536 : declaredPageSize;
  // The count of pages holds only if the last writer left its mark beside it.
  const isCountValid = header.readUInt32BE(24) === header.readUInt32BE(92);
  if (isCountValid && header.readUInt32BE(28) * pageSize > size) {
    throw new Refused(`The database ${file} is damaged: its end is missing.`);
  }
}

function refuseInaccessible(dir: string, path: string, mode: number): void {
  try {
    accessSync(path, mode);
  } catch (error) {
    throw new Refused(
      `The data folder ${dir} cannot be used: ${path === dir ? "it" : path} is not readable and writable.`,
      { cause: error },
    );
  }
}

/** Undefined if there is nothing. */
function lookAt(dir: string): Stats | undefined {
  try {
    return statSync(dir, { throwIfNoEntry: false });
  } catch (error) {
    throw new Refused(`The data folder ${dir} cannot be reached.`, {
      cause: error,
    });
  }
}
