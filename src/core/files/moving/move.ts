import {
  type FileEntry,
  StorageFailed,
} from "../../../engines/storage/storage.ts";
import { Refused } from "../../errors.ts";
import type { OwnerLookup } from "../keeping/find-owner.ts";
import type { MoveProgress } from "./move-files.ts";
import { haveSameContents, type Place } from "./same-contents.ts";

/** How many files are under way at a time. */
const parallelFiles = 4;

interface MoveParts {
  readonly from: Place;
  readonly to: Place;
  /** What to move: all that begins so. */
  readonly prefixes: readonly string[];
  readonly owners: OwnerLookup;
  readonly signal: AbortSignal;
  readonly progress: MoveProgress;
}

/** The steps of moving files from one place to the other. */
export class Move {
  readonly #parts: MoveParts;
  /** The etags at the old place of the files that were compared with their copies, by key. */
  readonly #copied = new Map<string, string>();
  /** Those of them that are gone from the old place. */
  readonly #cleared = new Set<string>();
  readonly #unowned = new Set<string>();
  #bytes = 0;

  constructor(parts: MoveParts) {
    this.#parts = parts;
  }

  get counts() {
    return {
      files: this.#copied.size,
      bytes: this.#bytes,
      unowned: this.#unowned.size,
    };
  }

  /** Copies what is not there yet. */
  async copy(): Promise<void> {
    await this.#forEach("copy", (entry) => this.#copy(entry));
  }

  /** As `copy`, and removes each file from the old place. Resolves to how many it removed. */
  async clear(): Promise<number> {
    const before = this.#cleared.size;
    const { from, to } = this.#parts;
    await this.#forEach("clear", async (entry) => {
      const { key } = entry;
      if (await this.#copy(entry)) {
        await from.storage.remove(key);
        this.#cleared.add(key);
      } else if (this.#copied.has(key) && this.#unowned.has(key)) {
        // Its record has gone since it was copied.
        await from.storage.remove(key);
        await to.storage.remove(key);
        this.#cleared.add(key);
        this.#forget(key, entry.size);
      }
    });
    return this.#cleared.size - before;
  }

  /** What was removed from the old place by others, after it had been copied, is removed from the new one, too. */
  async forgetRemoved(): Promise<void> {
    const { owners, to } = this.#parts;
    for (const key of this.#copied.keys()) {
      if (this.#cleared.has(key) || (await owners.isReferenced(key))) continue;
      const size = (await to.storage.stat(key))?.size ?? 0;
      await to.storage.remove(key);
      this.#forget(key, size);
    }
  }

  /** Sees to it that the new place has the file. False when it is no record's file, or gone. */
  async #copy({ key }: FileEntry): Promise<boolean> {
    const { from, to, owners } = this.#parts;
    if (!(await owners.isReferenced(key))) {
      this.#unowned.add(key);
      return false;
    }
    this.#unowned.delete(key);
    const details = await from.storage.stat(key);
    if (details === undefined) return false;
    if (await this.#isCopied(key, details.etag)) return true;
    if (!(await haveSameContents(key, from, to))) {
      try {
        const contents = await from.storage.read(key);
        await to.storage.write(key, contents, details.contentType);
      } catch (error) {
        // It may have been removed while it was read.
        if ((await from.storage.stat(key)) === undefined) return false;
        throw error;
      }
      if (!(await haveSameContents(key, from, to))) {
        if ((await from.storage.stat(key)) === undefined) return false;
        throw new StorageFailed(
          `The copy of ${key} is not the same as the file. Both are still there.`,
        );
      }
    }
    if (!this.#copied.has(key)) this.#bytes += details.size;
    this.#copied.set(key, details.etag);
    return true;
  }

  async #isCopied(key: string, etag: string): Promise<boolean> {
    return (
      this.#copied.get(key) === etag &&
      (await this.#parts.to.storage.stat(key)) !== undefined
    );
  }

  #forget(key: string, size: number): void {
    this.#copied.delete(key);
    this.#unowned.delete(key);
    this.#bytes -= size;
  }

  async #forEach(
    step: "copy" | "clear",
    work: (entry: FileEntry) => Promise<unknown>,
  ): Promise<void> {
    const { progress, signal } = this.#parts;
    const { files, bytes } = await this.#count();
    progress.begin(step, files, bytes);
    const refused: string[] = [];
    const entries = this.#entries();
    const workSome = async () => {
      for await (const entry of entries) {
        if (signal.aborted) return;
        try {
          await work(entry);
        } catch (error) {
          // The other place cannot have a file of this name.
          if (!(error instanceof RangeError)) throw error;
          refused.push(entry.key);
        }
        progress.advance(entry.size);
      }
    };
    try {
      await finishAll(Array.from({ length: parallelFiles }, () => workSome()));
    } finally {
      progress.end();
    }
    if (signal.aborted) {
      throw new Refused("Stopped. Run the command again to go on.");
    }
    if (refused.length > 0) {
      throw new Refused(
        `${refused.length} of the files cannot be moved because of their names, and stay where they are: ${refused.slice(0, 10).join(", ")}`,
      );
    }
  }

  async #count() {
    let [files, bytes] = [0, 0];
    for await (const { size } of this.#entries()) {
      files++;
      bytes += size;
    }
    return { files, bytes };
  }

  async *#entries(): AsyncGenerator<FileEntry> {
    const { from, prefixes } = this.#parts;
    for (const prefix of prefixes) yield* from.storage.list(prefix);
  }
}

/** Waits for all, also when one fails: nothing is under way afterwards. */
async function finishAll(works: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(works);
  for (const result of results) {
    if (result.status === "rejected") throw result.reason;
  }
}
