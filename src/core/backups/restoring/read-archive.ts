import type { FileHandle } from "node:fs/promises";
import { fromFdPromise } from "yauzl";
import { Invalid } from "../../errors.ts";
import { describeReason } from "./describe-reason.ts";
import { judgeEntry } from "./judge-entry.ts";

/** A file in an archive. */
export interface ArchivedFile {
  /** Segments joined by `/`, fit to be a path below a folder. */
  readonly path: string;
  /** Bytes, unpacked. */
  readonly size: number;
  /** Bytes in the archive. */
  readonly packedSize: number;
  /** Its checksum, as the archive has it noted. */
  readonly crc32: number;
  /** Its bytes; fails if they are more or less than `size`, or cannot be unpacked. */
  read(): Promise<AsyncIterable<Uint8Array>>;
}

/**
 * Goes through the files of a zip archive, in its own order; folders are left out. Each is judged before it is handed on,
 * by what the archive says of it.
 *
 * @param file  open for reading; stays open
 * @throws {Invalid} it is no such archive, or holds what no backup does
 */
export async function* readArchive(
  file: FileHandle,
): AsyncGenerator<ArchivedFile> {
  const archive = await told(() =>
    fromFdPromise(file.fd, {
      lazyEntries: true,
      // The handle is the caller's to close.
      autoClose: false,
      // A backslash is refused, not taken for a slash.
      strictFileNames: true,
    }),
  );
  const entries = archive.eachEntry();
  for (;;) {
    const { value: entry, done } = await told(() => entries.next());
    if (done === true) return;
    judgeEntry(entry);
    if (entry.fileName.endsWith("/")) continue;
    yield {
      path: entry.fileName,
      size: entry.uncompressedSize,
      packedSize: entry.compressedSize,
      crc32: entry.crc32,
      read: () => told(() => archive.openReadStreamPromise(entry)),
    };
  }
}

/** Says in the domain's words what the library says of an archive. @throws {Invalid} */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new Invalid(
      `The file is no zip archive that can be read: ${describeReason(cause)}.`,
      {},
      { cause },
    );
  }
}
