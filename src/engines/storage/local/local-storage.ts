import { readFileSync, realpathSync, statSync } from "node:fs";
import {
  lstat,
  mkdir,
  readdir,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  unlink,
} from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { checkKey, checkPrefix } from "../check-key.ts";
import type { ByteRange, FileDetails, FileEntry, Storage } from "../storage.ts";
import { FileMissing, StorageFailed } from "../storage.ts";
import {
  type Attributes,
  attributesSuffix,
  formatAttributes,
  parseAttributes,
} from "./attributes.ts";
import { isMissing, storageFailed, systemCode } from "./describe-fault.ts";
import { guessContentType } from "./guess-content-type.ts";
import { realPathInside, wouldBeInside } from "./inside.ts";
import { type StagedFile, Staging } from "./staging.ts";

/** Where unfinished files are. No key begins with it: those begin with the id of a collection. */
const stagingFolder = ".tmp";

/** How often to try again when a folder was removed by another between two steps. */
const attempts = 10;

/**
 * Keeps files in a folder, as PocketBase does: each at the path that its key says, with its `.attrs` beside it. So a key
 * must not end in `.attrs` (`RangeError`). Symbolic links are followed only as long as they stay in the folder.
 *
 * @param folder made with the first file
 */
export function createLocalStorage(folder: string): Storage {
  return new LocalStorage(resolve(folder));
}

class LocalStorage implements Storage {
  readonly #folder: string;
  readonly #staging: Staging;
  /** Where the folder really is, once it is there. */
  #realFolder: string | undefined;

  constructor(folder: string) {
    this.#folder = folder;
    this.#staging = new Staging(join(folder, stagingFolder));
  }

  async write(
    key: string,
    contents: Blob | ReadableStream<Uint8Array>,
    contentType: string,
  ): Promise<void> {
    const path = this.#pathOf(key);
    const staged = await this.#staging.take(contents);
    try {
      await this.#place(path, staged, contentType);
    } catch (error) {
      await rm(staged.path, { force: true });
      await this.#removeEmptyFolders(dirname(path));
      if (error instanceof StorageFailed) throw error;
      throw storageFailed(`${path} cannot be written`, error);
    }
  }

  async stat(key: string): Promise<FileDetails | undefined> {
    const path = this.#pathOf(key);
    const found = this.#find(path);
    if (found === undefined) return undefined;
    const noted = this.#readAttributes(path);
    return {
      key,
      ...found.details,
      contentType: noted?.contentType ?? (await guessContentType(found.path)),
      ...(noted?.md5 !== undefined && { md5: noted.md5 }),
    };
  }

  async read(key: string, range?: ByteRange): Promise<Blob> {
    const found = this.#find(this.#pathOf(key));
    if (found === undefined) throw new FileMissing(key);
    const file = Bun.file(found.path);
    return range === undefined ? file : file.slice(range.start, range.end);
  }

  async remove(key: string): Promise<void> {
    const path = this.#pathOf(key);
    try {
      if (!(await this.#holds(dirname(path)))) return;
      await unlinkIfThere(path);
      await unlinkIfThere(path + attributesSuffix);
    } catch (error) {
      throw storageFailed(`${path} cannot be removed`, error);
    }
    await this.#removeEmptyFolders(dirname(path));
  }

  async removeAll(prefix: string): Promise<void> {
    checkPrefix(prefix);
    if (prefix === "") throw new RangeError("a prefix to remove is not empty");
    const path = join(this.#folder, prefix.slice(0, -1));
    try {
      if (!(await this.#holds(dirname(path)))) return;
      await removeFolder(path);
    } catch (error) {
      throw storageFailed(`${path} cannot be removed`, error);
    }
    await this.#removeEmptyFolders(dirname(path));
  }

  async *list(prefix: string): AsyncGenerator<FileEntry> {
    checkPrefix(prefix);
    const path = join(this.#folder, prefix);
    if (await this.#holds(path)) yield* this.#walk(path, prefix);
  }

  async *#walk(folder: string, prefix: string): AsyncGenerator<FileEntry> {
    for (const entry of await readFolder(folder)) {
      const key = prefix + entry.name;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (key !== stagingFolder) yield* this.#walk(path, `${key}/`);
        continue;
      }
      if (key.endsWith(attributesSuffix)) continue;
      const found = this.#find(path);
      // It may have gone since.
      if (found === undefined) continue;
      const { size, modified } = found.details;
      yield { key, size, modified };
    }
  }

  #pathOf(key: string): string {
    checkKey(key);
    if (key.endsWith(attributesSuffix)) {
      throw new RangeError(`${key} cannot be a key of a file: .attrs is taken`);
    }
    return join(this.#folder, key);
  }

  /** A file, wherever in the folder its name leads to; undefined when there is none. */
  #find(path: string) {
    const folder = this.#findFolder();
    if (folder === undefined) return undefined;
    try {
      const real = realPathInside(path, folder);
      if (real === undefined) return undefined;
      const info = statSync(real, { bigint: true });
      if (!info.isFile()) return undefined;
      return {
        path: real,
        details: {
          size: Number(info.size),
          modified: info.mtime,
          etag: `${info.mtimeNs.toString(16)}-${info.size.toString(16)}`,
        },
      };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw storageFailed(`${path} cannot be read`, error);
    }
  }

  #readAttributes(path: string): Attributes | undefined {
    const folder = this.#findFolder();
    if (folder === undefined) return undefined;
    const noted = path + attributesSuffix;
    try {
      const real = realPathInside(noted, folder);
      return real === undefined
        ? undefined
        : parseAttributes(readFileSync(real, "utf8"));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw storageFailed(`${noted} cannot be read`, error);
    }
  }

  #findFolder(): string | undefined {
    try {
      return (this.#realFolder ??= realpathSync(this.#folder));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw storageFailed(`${this.#folder} cannot be read`, error);
    }
  }

  /** Whether the path leads to something in the folder. */
  async #holds(path: string): Promise<boolean> {
    const folder = this.#findFolder();
    return folder !== undefined && realPathInside(path, folder) !== undefined;
  }

  /**
   * Moves a staged file to its place. Its attributes come first: a file that can be seen has them, and without a file
   * they are not seen.
   */
  async #place(
    path: string,
    staged: StagedFile,
    contentType: string,
  ): Promise<void> {
    const text = formatAttributes(contentType, staged.md5);
    const attributes = path + attributesSuffix;
    for (let attempt = 1; ; attempt++) {
      await this.#makeFolder(dirname(path));
      const isThere = await isFile(path);
      const stagedText = await this.#staging.takeText(text);
      try {
        await rename(stagedText, attributes);
        await rename(staged.path, path);
        return;
      } catch (error) {
        await rm(stagedText, { force: true });
        if (!isThere) await rm(attributes, { force: true });
        // Whoever removed the last file of the folder removed the folder.
        if (systemCode(error) !== "ENOENT" || attempt === attempts) throw error;
      }
    }
  }

  async #makeFolder(path: string): Promise<void> {
    const folder = await realpath(this.#folder);
    const refuse = () =>
      new StorageFailed(
        `${path} cannot be written: a link leads out of ${this.#folder}.`,
      );
    if (!wouldBeInside(path, folder)) throw refuse();
    await mkdir(path, { recursive: true });
    // Gone again already, or not what it was a moment ago.
    if (!wouldBeInside(path, folder)) throw refuse();
  }

  /** Removes a folder, and those that it is in, as far as nothing is in them. */
  async #removeEmptyFolders(path: string): Promise<void> {
    for (let at = path; at !== this.#folder; at = dirname(at)) {
      try {
        await rmdir(at);
      } catch (error) {
        // Not empty, a link, not permitted: a folder that stays does no harm.
        if (!isMissing(error)) return;
      }
    }
  }
}

/** Whether there is a file; anything else that is there is an error. */
async function isFile(path: string): Promise<boolean> {
  try {
    const info = await lstat(path);
    if (info.isDirectory()) {
      throw new StorageFailed(
        `${path} cannot be written: there is a folder where a file should be.`,
      );
    }
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function unlinkIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (isMissing(error)) return;
    // What no file can be called is not there; a folder is no file either.
    if ((await stat(path)).isDirectory()) return;
    throw error;
  }
}

/** Removes all that is in a folder, and the folder; of a link, the link alone. */
async function removeFolder(path: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const info = await lstat(path);
      // A file of this name is none whose key begins with the prefix.
      if (info.isDirectory()) await rm(path, { recursive: true });
      return;
    } catch (error) {
      if (isMissing(error)) return;
      // Another file came while the rest was removed.
      if (systemCode(error) !== "ENOTEMPTY" || attempt === attempts) {
        throw error;
      }
    }
  }
}

/** What is in a folder; nothing once it has gone. */
async function readFolder(path: string) {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw storageFailed(`${path} cannot be read`, error);
  }
}
