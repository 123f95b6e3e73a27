import { createHash } from "node:crypto";
import { link, mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isMissing, storageFailed } from "./describe-fault.ts";

/** Milliseconds after which an unfinished file is one of a process that has died. */
const abandonedAfter = 24 * 60 * 60 * 1000;

/** Contents that are whole and on the disk, but not in their place yet. */
export interface StagedFile {
  readonly path: string;
  readonly md5: Uint8Array;
}

/** Where files are until they are whole: in the storage's own folder, so that they can be renamed to their place. */
export class Staging {
  readonly #folder: string;
  #ready: Promise<void> | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Takes contents in. Those of a file on the same disk are not copied: the staged file is another name for it.
   * The bytes are forced to the disk: SQLite forces what names them at a checkpoint, so that a power cut must not leave a
   * record with an empty file. The folder's entry is not forced: like a commit under `synchronous=NORMAL`, the last
   * moment's may be lost as a whole.
   *
   * @throws {StorageFailed} nothing is left
   */
  async take(contents: Blob | ReadableStream<Uint8Array>): Promise<StagedFile> {
    const path = await this.#newPath();
    try {
      const isShared =
        contents instanceof Blob && (await this.#share(contents, path));
      return {
        path,
        md5: isShared
          ? await force(path)
          : await copy(
              contents instanceof Blob ? contents.stream() : contents,
              path,
            ),
      };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  /** Writes a small file, to be renamed. @throws {StorageFailed} nothing is left */
  async takeText(text: string): Promise<string> {
    const path = await this.#newPath();
    try {
      await Bun.write(path, text);
      return path;
    } catch (error) {
      await rm(path, { force: true });
      throw notWritten(path, error);
    }
  }

  async #newPath(): Promise<string> {
    this.#ready ??= this.#prepare();
    try {
      await this.#ready;
    } catch (error) {
      this.#ready = undefined;
      throw notWritten(this.#folder, error);
    }
    return join(this.#folder, crypto.randomUUID());
  }

  /** Makes the folder, and clears away what processes that died have left in it. */
  async #prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      try {
        const { ctimeMs } = await stat(path);
        if (ctimeMs < Date.now() - abandonedAfter) await rm(path);
      } catch (error) {
        // Another process has just finished it.
        if (!isMissing(error)) throw error;
      }
    }
  }

  /** Gives a file on the disk a second name. False when it is none, or on another disk, or the disk cannot do that. */
  async #share(contents: Blob, path: string): Promise<boolean> {
    const source = pathOf(contents);
    if (source === undefined) return false;
    try {
      const found = await stat(source);
      // A part of a file says the same path.
      if (!found.isFile() || found.size !== contents.size) return false;
      await link(source, path);
      return true;
    } catch {
      // Whatever the reason, the contents may still be read: if not, that says why.
      return false;
    }
  }
}

/** The path of a `Bun.file`. What a form brought has a name, too, but that is no path. */
function pathOf(contents: Blob): string | undefined {
  if (contents instanceof File || !("name" in contents)) return undefined;
  return typeof contents.name === "string" ? contents.name : undefined;
}

/** Forces a file to the disk. Resolves to the MD5 of its bytes. */
async function force(path: string): Promise<Uint8Array> {
  try {
    const hash = createHash("md5");
    for await (const chunk of Bun.file(path).stream()) hash.update(chunk);
    const file = await open(path, "r");
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    return hash.digest();
  } catch (error) {
    throw notWritten(path, error);
  }
}

/** Resolves to the MD5 of the bytes. */
async function copy(
  contents: ReadableStream<Uint8Array>,
  path: string,
): Promise<Uint8Array> {
  const hash = createHash("md5");
  const file = await onDisk(path, () => open(path, "wx"));
  try {
    for await (const chunk of contents) {
      hash.update(chunk);
      await onDisk(path, async () => {
        for (let done = 0; done < chunk.length;) {
          done += (await file.write(chunk, done)).bytesWritten;
        }
      });
    }
    await onDisk(path, () => file.sync());
  } finally {
    await file.close();
  }
  return hash.digest();
}

/** Tells the disk's faults from those of the contents, which are passed on. */
async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw notWritten(path, error);
  }
}

function notWritten(path: string, error: unknown) {
  return storageFailed(`${path} cannot be written`, error);
}
