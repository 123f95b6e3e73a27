import { Database } from "bun:sqlite";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** What a data folder has at its top when nothing is under way, besides what SQLite keeps with its databases. */
const usualEntries: ReadonlySet<string> = new Set([
  "data.db",
  "auxiliary.db",
  "storage",
  "backups",
  ".pb_temp_to_delete",
  ".hutch_commands",
  "hutch.lock",
  "hutch-backup.lock",
  "hutch-use.lock",
]);

/** Where things are put together; there must be nothing once no one is at it. */
const workplaces = [
  ".pb_temp_to_delete/uploads",
  ".pb_temp_to_delete/backups",
  "backups/.tmp",
  "storage/.tmp",
];

/** Milliseconds until the start must have cleared up; mostly it has at once. */
const patience = 60_000;

/**
 * Looks at a data folder on the disk while a server that has nothing to do runs on it: the databases, and whether there
 * are files that nobody needs.
 *
 * @param named the files that records name, as `COLLECTION/RECORD/NAME`
 * @throws {Error} something is wrong
 */
export async function inspectFolder(
  dir: string,
  named: ReadonlySet<string>,
): Promise<void> {
  for (const name of ["data.db", "auxiliary.db"])
    checkDatabase(join(dir, name));
  // A start may still be clearing up, and does not say when it is done.
  const deadline = performance.now() + patience;
  for (;;) {
    const wrong = await findWrong(dir, named);
    if (wrong.length === 0) return;
    if (performance.now() > deadline) {
      throw new Error(`The data folder is not tidy:\n${wrong.join("\n")}`);
    }
    await Bun.sleep(20);
  }
}

function checkDatabase(file: string): void {
  const database = new Database(file, { readonly: true });
  try {
    for (const [check, expected] of [
      ["integrity_check", "ok"],
      ["foreign_key_check", null],
    ] as const) {
      const rows = database.prepare(`pragma ${check}`).all() as object[];
      const found = rows.length === 0 ? null : Object.values(rows[0]!)[0];
      if (rows.length > 1 || found !== expected) {
        throw new Error(`${check} of ${file}: ${JSON.stringify(rows)}`);
      }
    }
  } finally {
    database.close();
  }
}

async function findWrong(
  dir: string,
  named: ReadonlySet<string>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const name of await namesIn(dir)) {
    const isUsual = usualEntries.has(name.replace(/-(?:wal|shm|journal)$/, ""));
    if (!isUsual) wrong.push(`unexpected: ${name}`);
  }
  for (const place of workplaces) {
    for (const name of await namesIn(join(dir, place))) {
      wrong.push(`left over: ${place}/${name}`);
    }
  }
  const stored = await storedFiles(join(dir, "storage"));
  for (const key of stored) {
    if (!named.has(key.replace(/\.attrs$/, ""))) wrong.push(`orphan: ${key}`);
  }
  for (const key of named) {
    if (!stored.has(key)) wrong.push(`missing: ${key}`);
  }
  const notes = countNotes(join(dir, "auxiliary.db"));
  if (notes > 0) wrong.push(`${notes} notes of files are open`);
  return wrong;
}

async function storedFiles(storage: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(storage, {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) =>
      join(parentPath, name).slice(storage.length + 1),
    );
  return new Set(paths.filter((path) => !path.startsWith(".tmp/")));
}

function countNotes(file: string): number {
  const database = new Database(file, { readonly: true });
  try {
    const row = database
      .prepare<{ count: number }, []>(
        `select count(*) as count from "_fileNotes"`,
      )
      .get();
    return row?.count ?? 0;
  } finally {
    database.close();
  }
}

/** None if there is no such folder. */
function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
