import { existsSync, statSync } from "node:fs";
import { readdir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { workFolder, backupsFolder } from "../backups/folder-layout.ts";
import { folderPaths } from "../data-folder/folder-paths.ts";
import { discardedPrefix } from "../data-folder/swapping/swap-paths.ts";
import { countOf, Examples, type Findings } from "./findings.ts";

/** Bytes of free space below which the server may come to a stop at any moment. */
const leastSpace = 64 * 1024 * 1024;

/** What an archive of a database has of its size, at most, in practice. */
const archivedShare = 0.5;

/** Whether others than the server's user may look into the folder, and whether its files are that user's. */
export function checkAccess(dir: string, findings: Findings): void {
  // Windows has rights of another kind.
  if (process.platform === "win32") return;
  const folder = statSync(dir);
  if ((folder.mode & 0o077) !== 0) {
    const mode = (folder.mode & 0o777).toString(8).padStart(4, "0");
    findings.add(
      "warning",
      "open-folder",
      `Other users of this machine may look into the folder (mode ${mode}), which holds password hashes and secrets.`,
      `chmod 700 ${dir}`,
    );
  }
  const { data, auxiliary } = folderPaths(dir);
  const foreign = new Examples();
  for (const path of [data, auxiliary, join(dir, "storage")]) {
    for (const file of [path, `${path}-wal`, `${path}-shm`]) {
      const info = statSync(file, { throwIfNoEntry: false });
      if (info !== undefined && info.uid !== folder.uid) foreign.add(file);
    }
  }
  findings.addAny(
    "warning",
    "mixed-owners",
    (count) =>
      `${countOf(count, "file belongs", "files belong")} to another user than the folder: a server of the folder's user cannot write there.`,
    "It comes of a command that was run as root. Give them to the server's user: chown -R USER FOLDER.",
    foreign,
  );
}

/** What processes that were killed have left behind. While a server runs, it may be in use. */
export async function checkLeftovers(
  dir: string,
  findings: Findings,
): Promise<void> {
  const discarded = (await readdir(dir))
    .filter((name) => name.startsWith(discardedPrefix))
    .map((name) => join(dir, name));
  const places = [
    join(dir, "storage", ".tmp"),
    join(backupsFolder(dir), ".tmp"),
    workFolder(dir),
    folderPaths(dir).restore,
    ...discarded,
  ];
  const left = new Examples();
  for (const place of places) {
    const names = await readdir(place).catch(() => []);
    for (const name of names) left.add(join(place, name).slice(dir.length + 1));
  }
  findings.addAny(
    "note",
    "leftovers",
    (count) =>
      `${countOf(count, "file or folder was", "files or folders were")} left behind by a program that did not come to its end.`,
    "Nothing has to be done: the next start of the server removes them.",
    left,
  );
}

/** Whether there is room for what is to come, and for a backup. */
export async function checkSpace(
  dir: string,
  {
    storedBytes,
    hasLocalBackups,
  }: {
    /** Bytes of the files of records that a backup has; none if they are in a bucket. */
    readonly storedBytes: number;
    readonly hasLocalBackups: boolean;
  },
  findings: Findings,
): Promise<void> {
  const { bavail, bsize } = await statfs(dir);
  const free = bavail * bsize;
  if (free < leastSpace) {
    findings.add(
      "problem",
      "disk-full",
      `The disk is as good as full: ${inMegabytes(free)} are free.`,
      "Make room before the server cannot write any more.",
    );
    return;
  }
  const databases = await sizeOf(dir);
  const archive = hasLocalBackups ? databases * archivedShare + storedBytes : 0;
  const needed = databases + archive;
  if (free >= needed) return;
  findings.add(
    "warning",
    "no-room-for-backup",
    `A backup needs about ${inMegabytes(needed)}, and ${inMegabytes(free)} are free.`,
    hasLocalBackups
      ? "Make room, or keep backups in an S3 bucket (settings, backups)."
      : "Make room: the databases are copied before they are sent.",
  );
}

async function sizeOf(dir: string): Promise<number> {
  const { data, auxiliary } = folderPaths(dir);
  let size = 0;
  for (const file of [data, auxiliary]) {
    if (existsSync(file)) size += (await stat(file)).size;
  }
  return size;
}

function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`;
}
