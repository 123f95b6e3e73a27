import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { DomainError, Invalid } from "../errors.ts";
import type { BackupProgress } from "./backups.ts";
import { isDatabaseFile } from "./folder-layout.ts";
import { type ArchiveSource, openArchive } from "./restoring/archive-source.ts";
import { checkData } from "./restoring/check-data.ts";
import { describeReason } from "./restoring/describe-reason.ts";
import {
  type ArchiveMeasure,
  measureArchive,
  readData,
} from "./restoring/measure-archive.ts";
import type { ArchivedFile } from "./restoring/read-archive.ts";

/**
 * Reads a backup from its beginning to its end, and checks all that restoring it would: that it is an archive and nothing in
 * it is what no backup holds, that every file is as it was packed, that the databases are whole. The databases, and an
 * archive that is kept elsewhere, are put into the system's temporary folder meanwhile.
 *
 * @returns what the backup holds
 * @throws {Invalid} it cannot be restored; the message says why
 */
export async function verifyBackup(
  source: ArchiveSource,
  progress?: BackupProgress,
): Promise<ArchiveMeasure> {
  const folder = await mkdtemp(join(tmpdir(), "hutch-verify-"));
  try {
    const fetched = join(folder, "archive.zip");
    const file = await openArchive(source, fetched, { progress });
    try {
      const measure = await measureArchive(file);
      progress?.begin("Reading", measure.bytes);
      try {
        for await (const archived of readData(file)) {
          await check(archived, folder, progress);
        }
      } finally {
        progress?.end();
      }
      await rm(fetched, { force: true });
      await checkData(folder, source.name);
      return measure;
    } finally {
      await file.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function check(
  archived: ArchivedFile,
  folder: string,
  progress: BackupProgress | undefined,
): Promise<void> {
  const { path } = archived;
  const copy = isDatabaseFile(path)
    ? await open(join(folder, path), "wx", 0o600)
    : undefined;
  let checksum = 0;
  try {
    for await (const chunk of await archived.read()) {
      checksum = crc32(chunk, checksum);
      if (copy !== undefined) await writeWhole(copy, chunk);
      progress?.advance(chunk.length);
    }
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw new Invalid(
      `The archive's entry ${JSON.stringify(path)} cannot be unpacked: ${describeReason(cause)}.`,
      {},
      { cause },
    );
  } finally {
    await copy?.close();
  }
  if (checksum !== archived.crc32) {
    throw new Invalid(
      `The archive's entry ${JSON.stringify(path)} is not as it was packed: its contents are damaged.`,
    );
  }
}

async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    done += (await file.write(chunk, done)).bytesWritten;
  }
}
