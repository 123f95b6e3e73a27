import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { crc32 } from "node:zlib";
import { giveToOwner } from "../../data-folder/give-to-owner.ts";
import { localDisk } from "../../data-folder/swapping/disk.ts";
import { DomainError, Invalid } from "../../errors.ts";
import type { BackupProgress } from "../backups.ts";
import { describeReason } from "./describe-reason.ts";
import { refusal } from "./judge-entry.ts";
import { readData } from "./measure-archive.ts";
import type { ArchivedFile } from "./read-archive.ts";
import { Settling } from "./settling.ts";

export interface UnpackingOptions {
  readonly progress?: Pick<BackupProgress, "advance"> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Unpacks the data of an archive into a folder, whole and safe from a power cut. What is there already is never written
 * to: an entry that would do so is refused.
 *
 * @param folder   there is none yet
 * @param options.progress told of unpacked bytes
 * @param options.signal   ends it
 * @throws {Invalid} what is in the archive is not what it says, or damaged, or cannot be stored
 */
export async function unpackArchive(
  file: FileHandle,
  folder: string,
  options: UnpackingOptions = {},
): Promise<void> {
  const folders = new Set<string>([folder]);
  const settling = new Settling();
  await localDisk.makeFolder(folder);

  async function makeFolders(path: string): Promise<void> {
    if (folders.has(path)) return;
    await makeFolders(dirname(path));
    await mkdir(path);
    giveToOwner(path);
    folders.add(path);
  }

  async function place(archived: ArchivedFile): Promise<FileHandle> {
    const path = join(folder, archived.path);
    try {
      await makeFolders(dirname(path));
      const target = await open(path, "wx");
      giveToOwner(path);
      return target;
    } catch (cause) {
      // EEXIST: there is such a name already, in other capitals maybe where the disk makes no difference.
      throw refusal(
        archived.path,
        `it cannot be stored beside the others (${codeOf(cause)})`,
      );
    }
  }

  try {
    for await (const archived of readData(file)) {
      const target = await place(archived);
      try {
        await unpack(archived, target, options);
      } catch (error) {
        await target.close();
        throw error;
      }
      await settling.add(() => settle(target));
    }
    await settling.finish();
    for (const path of folders) {
      await settling.add(() => localDisk.settle(path));
    }
    await settling.finish();
  } finally {
    // Nothing may go on once this has failed: the caller removes the folder.
    await settling.end();
  }
}

async function settle(file: FileHandle): Promise<void> {
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function unpack(
  archived: ArchivedFile,
  target: FileHandle,
  { progress, signal }: UnpackingOptions,
): Promise<void> {
  let checksum = 0;
  try {
    for await (const chunk of await archived.read()) {
      signal?.throwIfAborted();
      checksum = crc32(chunk, checksum);
      for (let done = 0; done < chunk.length;) {
        done += (await target.write(chunk, done)).bytesWritten;
      }
      progress?.advance(chunk.length);
    }
  } catch (cause) {
    if (cause instanceof DomainError || signal?.aborted === true) throw cause;
    throw new Invalid(
      `The archive's entry ${JSON.stringify(archived.path)} cannot be unpacked: ${describeReason(cause)}.`,
      {},
      { cause },
    );
  }
  if (checksum !== archived.crc32) {
    throw refusal(archived.path, "its contents are damaged");
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error
    ? String(error.code)
    : describeReason(error);
}
