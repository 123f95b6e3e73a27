import type { BigIntStats } from "node:fs";
import { stat } from "node:fs/promises";
import { createLocalBus } from "../../../engines/bus/local/local-bus.ts";
import type { Database } from "../../../engines/database/database.ts";
import { openSqlite } from "../../../engines/database/sqlite/sqlite-database.ts";
import { createCollections } from "../../collections/create-collections.ts";
import {
  collectionPrefix,
  fileKey,
  ownerOf,
  recordPrefix,
} from "../../files/file-keys.ts";
import type { FileNote } from "../../files/keeping/file-notes.ts";
import {
  createOwnerLookup,
  type OwnerLookup,
} from "../../files/keeping/find-owner.ts";
import type { Logger } from "../../logs/logger.ts";
import type { FolderFile } from "./folder-files.ts";

const storagePrefix = "storage/";
const attributesSuffix = ".attrs";

/** Milliseconds that the times of files may be behind the clock. */
const clockGrain = 2_000;

/**
 * Tells the files of records that came too late for a copy of the database, or were about to go when it was made: the
 * records in the copy do not name them, and where it is restored nobody else would. All other files are not asked about.
 */
export class UnnamedFiles {
  readonly #snapshot: string;
  readonly #since: number;
  readonly #open = new Set<string>();
  readonly #log: Logger;
  #database: Database | undefined;
  #owners: OwnerLookup | undefined;

  /**
   * @param options.snapshot the copy of `data.db`
   * @param options.since    a moment before it was begun
   * @param options.notes    of files whose fate was open before it was begun, and after it was made
   */
  constructor(options: {
    readonly snapshot: string;
    readonly since: Date;
    readonly notes: readonly FileNote[];
    readonly log: Logger;
  }) {
    this.#snapshot = options.snapshot;
    this.#since = options.since.getTime() - clockGrain;
    this.#log = options.log;
    for (const key of options.notes.flatMap(({ keys }) => keys)) {
      this.#open.add(key);
    }
  }

  /** Whether the file is such a one. */
  async has({ name, path }: FolderFile): Promise<boolean> {
    if (!name.startsWith(storagePrefix)) return false;
    const key = name.slice(storagePrefix.length).replace(/\.attrs$/, "");
    const { collectionId, recordId, name: file } = ownerOf(key);
    if (file === "") return false;
    const isOpen =
      this.#open.has(fileKey(collectionId, recordId, file)) ||
      this.#open.has(recordPrefix(collectionId, recordId)) ||
      this.#open.has(collectionPrefix(collectionId)) ||
      (await this.#isNew(path));
    if (!isOpen) return false;
    this.#owners ??= await this.#openOwners();
    return !(await this.#owners.isReferenced(key));
  }

  async close(): Promise<void> {
    await this.#database?.close();
  }

  /** Whether the file has come to its place lately. Of attributes, the file beside them tells. */
  async #isNew(path: string): Promise<boolean> {
    const file = path.endsWith(attributesSuffix)
      ? path.slice(0, -attributesSuffix.length)
      : path;
    const info: BigIntStats | undefined = await stat(file, {
      bigint: true,
    }).catch(() => undefined);
    return info === undefined || Number(info.ctimeMs) >= this.#since;
  }

  async #openOwners(): Promise<OwnerLookup> {
    this.#database = await openSqlite({ file: this.#snapshot, readers: 1 });
    const collections = await createCollections({
      database: this.#database,
      bus: createLocalBus(() => undefined),
      log: this.#log,
    });
    return createOwnerLookup(this.#database, collections);
  }
}
