import {
  type FileEntry,
  type Storage,
  StorageFailed,
} from "../../engines/storage/storage.ts";
import type { Collection } from "../collections/collection.ts";
import {
  collectionPrefix,
  fileKey,
  ownerOf,
  thumbsPrefix,
} from "../files/file-keys.ts";
import { countOf, Examples, type Findings } from "./findings.ts";
import { isNamed, keysNamedIn, NamedFiles } from "./named-files.ts";
import type { ReadOnlyDatabase } from "./read-only-database.ts";

/** Is told how far a long part of the examination is. */
export interface DoctorProgress {
  begin(title: string, total: number): void;
  /** One more is done; there may be more than the total. */
  advance(): void;
  end(): void;
}

export interface FilesParts {
  readonly database: ReadOnlyDatabase;
  /** Every one there is, or files of those that are left out would seem to be nobody's. */
  readonly collections: readonly Collection[];
  /** Where the settings say that files are kept. */
  readonly storage: Storage;
  /** Whether the storage is the data folder's own; a bucket may hold what is not ours. */
  readonly isLocal: boolean;
  /** Whether files may come and go meanwhile, as a server is running. */
  readonly mayChange: boolean;
  /** Keys and prefixes of files that the server is about to judge itself. */
  readonly notes: readonly string[];
  readonly progress: DoctorProgress;
  readonly findings: Findings;
}

/** Milliseconds that a file may be without a record: until it is named, it is being uploaded. */
const uploadTime = 10 * 60_000;

/**
 * Compares the files of the storage with those that records name.
 *
 * @returns the bytes of the storage
 * @throws {SQLiteError} the records cannot be read
 */
export async function checkFiles(parts: FilesParts): Promise<number> {
  using named = new NamedFiles();
  for (const collection of parts.collections) {
    for (const key of keysNamedIn(parts.database, collection)) named.add(key);
  }
  const comparison = new Comparison(parts, named);
  try {
    await comparison.run();
  } catch (error) {
    if (!(error instanceof StorageFailed)) throw error;
    parts.findings.add(
      "problem",
      "storage-unreachable",
      `The files of records cannot be read: ${error.message}`,
      parts.isLocal
        ? "See to it that the server's user may read and write all that is in the folder `storage`."
        : "See to it that the S3 server runs, and that address, bucket and keys in the settings are right.",
    );
  }
  return comparison.bytes;
}

class Comparison {
  readonly #parts: FilesParts;
  readonly #named: NamedFiles;
  readonly #byId: ReadonlyMap<string, Collection>;
  readonly #orphans = new Examples();
  readonly #thumbs = new Examples();
  readonly #missing = new Examples();
  #orphanBytes = 0;
  bytes = 0;

  constructor(parts: FilesParts, named: NamedFiles) {
    this.#parts = parts;
    this.#named = named;
    this.#byId = new Map(parts.collections.map((one) => [one.id, one]));
  }

  async run(): Promise<void> {
    const { progress } = this.#parts;
    progress.begin("Comparing files", this.#named.count);
    try {
      for await (const entry of this.#entries()) {
        this.bytes += entry.size;
        if (this.#judge(entry)) progress.advance();
      }
    } finally {
      progress.end();
    }
    for (const key of this.#named.notFound()) {
      if (await this.#isMissing(key)) this.#missing.add(key);
    }
    this.#tell();
  }

  async *#entries(): AsyncGenerator<FileEntry> {
    const { storage, isLocal, collections } = this.#parts;
    if (isLocal) {
      yield* storage.list("");
      return;
    }
    for (const { type, id } of collections) {
      if (type !== "view") yield* storage.list(collectionPrefix(id));
    }
  }

  /** Whether it is a file that a record names. */
  #judge(entry: FileEntry): boolean {
    const { key } = entry;
    const { collectionId, recordId, name } = ownerOf(key);
    const isThumb = key.startsWith(thumbsPrefix(collectionId, recordId, name));
    if (!isThumb && this.#named.markFound(key)) return true;
    const original = isThumb ? fileKey(collectionId, recordId, name) : key;
    const isOwned = isThumb && this.#named.has(original);
    if (isOwned || this.#isOpen(entry, original)) return false;
    (isThumb ? this.#thumbs : this.#orphans).add(key);
    this.#orphanBytes += entry.size;
    return false;
  }

  /** Whether it may yet be, or has become, a record's file. */
  #isOpen({ key, modified }: FileEntry, original: string): boolean {
    const { mayChange, notes, database } = this.#parts;
    const isNoted = notes.some(
      (note) => note === key || (note.endsWith("/") && key.startsWith(note)),
    );
    if (isNoted) return true;
    if (!mayChange) return false;
    if (modified.getTime() > Date.now() - uploadTime) return true;
    const { collectionId, recordId } = ownerOf(original);
    const collection = this.#byId.get(collectionId);
    return (
      collection !== undefined &&
      isNamed(database, collection, recordId, original)
    );
  }

  async #isMissing(key: string): Promise<boolean> {
    const { storage, mayChange, database } = this.#parts;
    if (!mayChange) return true;
    const { collectionId, recordId } = ownerOf(key);
    const collection = this.#byId.get(collectionId);
    // It may have come, or have been replaced, since the list was read.
    return (
      collection !== undefined &&
      (await storage.stat(key)) === undefined &&
      isNamed(database, collection, recordId, key)
    );
  }

  #tell(): void {
    const { findings } = this.#parts;
    findings.addAny(
      "problem",
      "missing-files",
      (count) =>
        `${countOf(count, "file")} that records name ${count === 1 ? "is" : "are"} not in the storage.`,
      "Take them from a backup: in its archive they are at storage/…. Or take their names out of the records.",
      this.#missing,
    );
    const size = `${Math.ceil(this.#orphanBytes / 1_000_000)} MB in all`;
    findings.addAny(
      "warning",
      "orphan-files",
      (count) =>
        `${countOf(count, "file")} in the storage ${count === 1 ? "is" : "are"} named by no record (${size}).`,
      "They cost room and harm nothing. Make a backup before you remove them.",
      this.#orphans,
    );
    findings.addAny(
      "warning",
      "orphan-thumbs",
      (count) =>
        `${countOf(count, "thumb")} of files that are gone ${count === 1 ? "is" : "are"} in the storage.`,
      "They cost room and harm nothing: remove them.",
      this.#thumbs,
    );
  }
}
