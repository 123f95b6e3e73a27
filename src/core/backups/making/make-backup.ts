import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "../../../engines/database/database.ts";
import { folderPaths } from "../../data-folder/folder-paths.ts";
import type { RecordFiles } from "../../files/record-files.ts";
import type { Logger } from "../../logs/logger.ts";
import type { BackupProgress } from "../backups.ts";
import { faultOfPath } from "../entry-path.ts";
import { databaseFiles, workFolder } from "../folder-layout.ts";
import { hasGone, listFolderFiles } from "./folder-files.ts";
import { requireFreeSpace } from "./free-space.ts";
import { UnnamedFiles } from "./unnamed-files.ts";
import { type ArchiveFile, writeArchive } from "./write-archive.ts";

export interface MakingParts {
  /** The data folder. */
  readonly dir: string;
  readonly database: Database;
  readonly auxiliary: Database;
  readonly recordFiles: RecordFiles;
  readonly log: Logger;
}

export interface MakingOptions {
  /** Entries of the folder that are left out, by name. */
  readonly excluded: readonly string[];
  /** The folder that `keep` puts the archive into; undefined: on another computer. */
  readonly target: string | undefined;
  readonly signal: AbortSignal;
  readonly progress?: BackupProgress | undefined;
  /** Stores the archive. What its stream throws is thrown on, and nothing is kept. */
  keep(archive: ReadableStream<Uint8Array>): Promise<void>;
}

/**
 * Makes an archive of a data folder while everything goes on. It has the databases as they are at one moment each, the
 * auxiliary one a little later, and all files that the records in it name: the caller sees to it that neither this
 * process nor another removes anything meanwhile.
 *
 * @throws {NoRoom} before anything was done @throws {StorageFailed} and whatever else goes wrong; nothing is left
 */
export async function makeBackup(
  parts: MakingParts,
  options: MakingOptions,
): Promise<void> {
  const { dir } = parts;
  const { excluded, signal } = options;
  const work = join(workFolder(dir), crypto.randomUUID());
  try {
    const needed = {
      databases: await sizeOfDatabases(dir),
      files: await sizeOfFiles(dir, excluded),
    };
    await requireFreeSpace(dir, options.target, needed);
    signal.throwIfAborted();
    await mkdir(work, { recursive: true, mode: 0o700 });
    await using unnamed = await copyDatabases(parts, options, work, needed);
    await archive(parts, options, work, unnamed);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function copyDatabases(
  { database, auxiliary, recordFiles, log }: MakingParts,
  { progress, signal }: MakingOptions,
  work: string,
  needed: { readonly databases: number },
) {
  progress?.begin("Copying the databases", needed.databases);
  try {
    const since = new Date();
    const notes = [...(await recordFiles.openNotes())];
    for (const [file, source] of [
      ["data.db", database],
      ["auxiliary.db", auxiliary],
    ] as const) {
      const copy = join(work, file);
      await source.snapshot(copy);
      signal.throwIfAborted();
      progress?.advance((await stat(copy)).size);
    }
    notes.push(...(await recordFiles.openNotes()));
    const unnamed = new UnnamedFiles({
      snapshot: join(work, "data.db"),
      since,
      notes,
      log,
    });
    return Object.assign(unnamed, {
      [Symbol.asyncDispose]: () => unnamed.close(),
    });
  } finally {
    progress?.end();
  }
}

async function archive(
  parts: MakingParts,
  { excluded, signal, progress, keep }: MakingOptions,
  work: string,
  unnamed: UnnamedFiles,
): Promise<void> {
  let bytes = await sizeOfFiles(parts.dir, excluded);
  for (const file of databaseFiles)
    bytes += (await stat(join(work, file))).size;
  progress?.begin("Packing", bytes);
  try {
    const files = listArchiveFiles(parts, excluded, work, unnamed);
    const advance = (read: number) => progress?.advance(read);
    await keep(writeArchive(files, { signal, advance }));
  } finally {
    progress?.end();
  }
}

async function* listArchiveFiles(
  { dir, log }: MakingParts,
  excluded: readonly string[],
  work: string,
  unnamed: UnnamedFiles,
): AsyncGenerator<ArchiveFile> {
  for (const name of databaseFiles) {
    yield { name, path: join(work, name), isNeeded: true };
  }
  for await (const file of listFolderFiles(dir, excluded)) {
    const fault = faultOfPath(file.name);
    if (fault !== undefined) {
      // With it, nothing of the backup could be restored.
      log.warn("a file is left out of the backup", {
        file: file.name,
        reason: fault,
      });
    } else if (!(await unnamed.has(file))) {
      yield { ...file, isNeeded: false };
    }
  }
}

async function sizeOfDatabases(dir: string): Promise<number> {
  const { data, auxiliary } = folderPaths(dir);
  const sizes = await Promise.all(
    [data, `${data}-wal`, auxiliary, `${auxiliary}-wal`].map(sizeOf),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function sizeOfFiles(
  dir: string,
  excluded: readonly string[],
): Promise<number> {
  let sum = 0;
  for await (const { path } of listFolderFiles(dir, excluded)) {
    sum += await sizeOf(path);
  }
  return sum;
}

/** Bytes; 0 for what is not there. */
async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (hasGone(error)) return 0;
    throw error;
  }
}
