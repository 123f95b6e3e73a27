import { stat, statfs } from "node:fs/promises";
import { NoRoom } from "../backup-failure.ts";

/** So much of a database is left of it in an archive, at most, in practice. */
const databaseShare = 0.5;

/** Bytes that others need meanwhile. */
const reserve = 16 * 1024 * 1024;

export interface SpaceNeeded {
  /** Bytes of the databases. */
  readonly databases: number;
  /** Bytes of all else. */
  readonly files: number;
}

/**
 * Makes sure that the copies of the databases, and the archive where it is kept on this computer, find room. The archive
 * may turn out smaller than is thought here; a disk that gets so full is in trouble without it.
 *
 * @param target the folder that the archive is written to; undefined: it goes elsewhere
 * @throws {NoRoom}
 */
export async function requireFreeSpace(
  dir: string,
  target: string | undefined,
  { databases, files }: SpaceNeeded,
): Promise<void> {
  const archive = Math.ceil(databases * databaseShare) + files;
  if (target === undefined) {
    await require(dir, databases);
  } else if ((await stat(target)).dev === (await stat(dir)).dev) {
    await require(dir, databases + archive);
  } else {
    await require(dir, databases);
    await require(target, archive);
  }
}

async function require(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const needed = bytes + reserve;
  if (free >= needed) return;
  throw new NoRoom(
    `There is not enough room on the disk of ${folder}: about ${inMegabytes(needed)} are needed, ${inMegabytes(free)} are free.`,
  );
}

function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`;
}
