import { rm } from "node:fs/promises";
import {
  discardRestore,
  removeDiscarded,
} from "../../data-folder/swapping/discard.ts";
import { localDisk } from "../../data-folder/swapping/disk.ts";
import { swapPaths } from "../../data-folder/swapping/swap-paths.ts";
import { DomainError, Invalid } from "../../errors.ts";
import type { BackupProgress } from "../backups.ts";
import { type ArchiveSource, openArchive } from "./archive-source.ts";
import { checkData } from "./check-data.ts";
import { demandSpace } from "./demand-space.ts";
import { describeReason } from "./describe-reason.ts";
import { measureArchive } from "./measure-archive.ts";
import { unpackArchive } from "./unpack-archive.ts";

export interface StagingOptions {
  readonly progress?: BackupProgress | undefined;
  /** Ends it, as a failure does. */
  readonly signal?: AbortSignal;
}

/**
 * Unpacks a backup beside the present data, which goes on being used, and checks it. The folder is held for serving or
 * replacing, and no other backup is being restored.
 *
 * @param dir the data folder, absolute
 * @throws {Invalid} it is no backup, or cannot be used; nothing is left of it
 */
export async function stageBackup(
  dir: string,
  source: ArchiveSource,
  options: StagingOptions = {},
): Promise<void> {
  const { progress, signal } = options;
  const { folder, staged, archive } = swapPaths(dir);
  // What an earlier one has left takes space.
  await discardRestore(dir);
  await removeDiscarded(dir);
  try {
    await localDisk.makeFolder(folder);
    const file = await openArchive(source, archive, options);
    try {
      const measure = await measureArchive(file);
      await demandSpace(dir, measure);
      progress?.begin("Unpacking", measure.bytes);
      try {
        await unpackArchive(file, staged, options);
      } finally {
        progress?.end();
      }
    } finally {
      await file.close();
    }
    await rm(archive, { force: true });
    await checkData(staged, source.name);
    signal?.throwIfAborted();
    await localDisk.settle(staged);
    await localDisk.settle(folder);
  } catch (cause) {
    await localDisk.remove(folder);
    if (cause instanceof DomainError) throw cause;
    throw new Invalid(
      `The backup ${source.name} cannot be unpacked: ${describeReason(cause)}.`,
      {},
      { cause },
    );
  }
}
