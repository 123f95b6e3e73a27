import { existsSync, statSync } from "node:fs";
import { basename } from "node:path";
import { Examples, type Findings } from "./findings.ts";
import { ReadOnlyDatabase, reasonOf } from "./read-only-database.ts";

/** Faults that are looked for in a file: a damaged one can have millions. */
const mostFaults = 100;

/** Bytes of a write-ahead log from which on something keeps it from being emptied: the server does so at 24 MB. */
const largeLog = 256 * 1024 * 1024;

const fromBackup =
  "Stop the server, copy the folder away, and restore the newest backup (`hutch backup list`, `hutch backup restore NAME`). " +
  "Without one, sqlite3's command .recover saves what can be read.";

const fromNothing =
  "It holds the log, and nothing that apps need: stop the server and move it away, with auxiliary.db-wal and auxiliary.db-shm. " +
  "The next start makes a new one.";

/** Reads all pages of a database and checks what must be true of them. @returns whether it can be read */
export function checkIntegrity(file: string, findings: Findings): boolean {
  if (!existsSync(file)) return false;
  const advice = basename(file) === "data.db" ? fromBackup : fromNothing;
  try {
    const faults = findFaults(file);
    findings.addAny(
      "problem",
      "database-damaged",
      () => `The database ${basename(file)} is damaged.`,
      advice,
      faults,
    );
    checkForeignKeys(file, findings);
    return true;
  } catch (error) {
    findings.add(
      "problem",
      "database-damaged",
      `The database ${basename(file)} cannot be read: ${reasonOf(error)}.`,
      advice,
    );
    return false;
  }
}

/** Whether the write-ahead log is far larger than it should ever be. */
export function checkLog(file: string, findings: Findings): void {
  const size = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (size < largeLog) return;
  findings.add(
    "warning",
    "large-log",
    `The write-ahead log ${basename(file)}-wal has grown to ${Math.round(size / 1_000_000)} MB.`,
    "Some program has read from the database without a break for long, or the disk was full. End other programs that have it open; a restart of the server empties it.",
  );
}

function findFaults(file: string): Examples {
  const before = changeOf(file);
  const { faults, isStill } = findFaultsOnce(file);
  // Somebody has begun to write to what was taken for a file that nobody writes to: what was read proves nothing.
  return faults.count > 0 && isStill && before !== changeOf(file)
    ? findFaultsOnce(file).faults
    : faults;
}

function findFaultsOnce(file: string) {
  const database = new ReadOnlyDatabase(file);
  const faults = new Examples();
  try {
    for (const row of database.all(`pragma integrity_check(${mostFaults})`)) {
      const verdict = String(row["integrity_check"]);
      if (verdict !== "ok") faults.add(verdict);
    }
  } finally {
    database.close();
  }
  return { faults, isStill: database.isStill };
}

function changeOf(file: string): string {
  const { mtimeMs, size } = statSync(file);
  return `${mtimeMs} ${size} ${existsSync(`${file}-wal`)}`;
}

function checkForeignKeys(file: string, findings: Findings): void {
  const database = new ReadOnlyDatabase(file);
  const broken = new Examples();
  try {
    for (const row of database.all("pragma foreign_key_check")) {
      const [table, parent] = [String(row["table"]), String(row["parent"])];
      broken.add(
        `${table}, row ${String(row["rowid"])}: no such row in ${parent}`,
      );
    }
  } finally {
    database.close();
  }
  findings.addAny(
    "problem",
    "foreign-keys",
    (count) =>
      `${count} rows of ${basename(file)} refer to rows that are not there.`,
    "Correct or remove these rows.",
    broken,
  );
}
