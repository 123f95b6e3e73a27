import { statfs } from "node:fs/promises";
import { Invalid } from "../../errors.ts";

/** Bytes that are left free. */
const reserve = 32 * 1024 * 1024;

/** Bytes that a file takes besides its own, at most: its last block is not full. */
const perFile = 4_096;

/**
 * @param needed what is to be stored on the folder's disk
 * @throws {Invalid} there is not enough space
 */
export async function demandSpace(
  folder: string,
  needed: { readonly files: number; readonly bytes: number },
): Promise<void> {
  const { bavail, bsize, files, ffree } = await statfs(folder);
  const free = bavail * bsize;
  const wanted = needed.bytes + needed.files * perFile + reserve;
  if (wanted > free) {
    throw new Invalid(
      `There is not enough space on the disk: ${megabytes(wanted)} MB are needed, since the present data is kept until the restored data has opened, and ${megabytes(free)} MB are free.`,
    );
  }
  // Some file systems do not count files.
  if (files > 0 && needed.files > ffree) {
    throw new Invalid(
      `The disk cannot hold that many files: ${needed.files} are to be restored, and it has room for ${ffree}.`,
    );
  }
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}
