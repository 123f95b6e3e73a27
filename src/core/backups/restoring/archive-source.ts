import { type FileHandle, open } from "node:fs/promises";
import { Invalid } from "../../errors.ts";
import type { BackupProgress, OpenedBackup } from "../backups.ts";
import { describeReason } from "./describe-reason.ts";

export interface FetchingOptions {
  readonly progress?: BackupProgress | undefined;
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
}

/** A backup to be restored: a file of this computer, or what is kept elsewhere. */
export type ArchiveSource =
  | { readonly name: string; readonly path: string }
  | {
      readonly name: string;
      readonly size: number;
      readonly read: OpenedBackup["read"];
    };

/**
 * Opens the archive. One that is kept elsewhere is fetched first. Whatever happens to its name then, it is the one that was
 * opened.
 *
 * @param target where to put one that is fetched; nothing is there yet
 * @throws {Invalid} it cannot be read
 */
export async function openArchive(
  source: ArchiveSource,
  target: string,
  options: FetchingOptions = {},
): Promise<FileHandle> {
  if ("path" in source) return openFile(source.path, source.name);
  try {
    const contents = await source.read();
    const path = pathOf(contents);
    if (path !== undefined) return await openFile(path, source.name);
    options.progress?.begin("Fetching", source.size);
    try {
      await fetchArchive(contents, target, options);
    } finally {
      options.progress?.end();
    }
    return await openFile(target, source.name);
  } catch (cause) {
    if (cause instanceof Invalid) throw cause;
    throw new Invalid(
      `The backup ${source.name} cannot be fetched: ${describeReason(cause)}.`,
      {},
      { cause },
    );
  }
}

/** Undefined for what is not a file of this computer. */
function pathOf(
  contents: Blob | ReadableStream<Uint8Array>,
): string | undefined {
  if (!(contents instanceof Blob) || !("name" in contents)) return undefined;
  return typeof contents.name === "string" ? contents.name : undefined;
}

async function openFile(path: string, name: string): Promise<FileHandle> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, "r");
    if ((await file.stat()).isFile()) return file;
  } catch (cause) {
    throw new Invalid(
      `The backup ${name} cannot be read: ${describeReason(cause)}.`,
      {},
      { cause },
    );
  }
  await file.close();
  throw new Invalid(`The backup ${name} is not a file.`);
}

async function fetchArchive(
  contents: Blob | ReadableStream<Uint8Array>,
  target: string,
  { progress, signal }: FetchingOptions,
): Promise<void> {
  const stream = contents instanceof Blob ? contents.stream() : contents;
  const file = await open(target, "wx", 0o600);
  try {
    for await (const chunk of stream) {
      signal?.throwIfAborted();
      for (let done = 0; done < chunk.length;) {
        done += (await file.write(chunk, done)).bytesWritten;
      }
      progress?.advance(chunk.length);
    }
  } finally {
    await file.close();
  }
}
