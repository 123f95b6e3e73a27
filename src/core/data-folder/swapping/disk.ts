import {
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
} from "node:fs/promises";
import { dirname } from "node:path";
import { giveToOwner } from "../give-to-owner.ts";

/** What a swap does to the disk: each call is done as a whole or not at all, except `remove`. */
export interface Disk {
  /** The names in a folder; none if it is not there. */
  list(folder: string): Promise<readonly string[]>;
  /** The disk that a file or folder is on; undefined if there is no such file. Of a link, the link's. */
  deviceOf(path: string): Promise<number | undefined>;
  makeFolder(path: string): Promise<void>;
  /** To a place on the same disk. A file there is replaced. */
  move(from: string, to: string): Promise<void>;
  /** Undefined if there is no such file. */
  read(path: string): Promise<string | undefined>;
  /** Writes a small file; it is safe from a power cut then. */
  write(path: string, text: string): Promise<void>;
  /** Makes sure that a power cut does not take back what was made, moved or removed in a folder. */
  settle(folder: string): Promise<void>;
  /** With all that is in it; of a link, the link alone. */
  remove(path: string): Promise<void>;
}

/** The disk of this machine. */
export const localDisk: Disk = {
  list: (folder) => readdir(folder).catch(orIfMissing([])),

  deviceOf: (path) =>
    lstat(path).then(({ dev }) => dev, orIfMissing(undefined)),

  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
    giveToOwner(path);
  },

  move: (from, to) => rename(from, to),

  read: (path) => readFile(path, "utf8").catch(orIfMissing(undefined)),

  async write(path, text) {
    const unfinished = `${path}.tmp`;
    const file = await open(unfinished, "w", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    giveToOwner(unfinished);
    await rename(unfinished, path);
    await settleFolder(dirname(path));
  },

  settle: settleFolder,

  remove: (path) => rm(path, { recursive: true, force: true }),
};

async function settleFolder(path: string): Promise<void> {
  // Windows writes such changes through, and cannot open folders.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Makes of the error that there is no such file a value. */
function orIfMissing<T>(value: T): (error: unknown) => T {
  return (error) => {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT" || code === "ENOTDIR") return value;
    throw error;
  };
}
