import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { BackupLockWatch } from "../data-folder/backup-lock.ts";
import type { Database, Transaction } from "../../engines/database/database.ts";
import type { Collection } from "../collections/collection.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import type { Hooks } from "../hooks/hooks.ts";
import type { Logger } from "../logs/logger.ts";
import { clearStaging } from "./clear-staging.ts";
import { collectionPrefix, fileKey, recordPrefix } from "./file-keys.ts";
import { fileNamesOf } from "./file-names-of.ts";
import type { FileStorage } from "./file-storage.ts";
import { createFileNotes } from "./keeping/file-notes.ts";
import { FileRemovals } from "./keeping/file-removals.ts";
import { createOwnerLookup } from "./keeping/find-owner.ts";
import { createWriteAll } from "./keeping/write-all.ts";
import { receiveFile } from "./receiving/receive-file.ts";
import type { RecordFiles } from "./record-files.ts";

/** PocketBase's own folder for such things, which its backups leave out. */
const temporary = join(".pb_temp_to_delete", "uploads");

/**
 * Opens what keeps the storage as the records say.
 *
 * @param parts.serve nobody else works on the folder: what earlier processes left behind is cleared up
 */
export async function createRecordFiles(parts: {
  /** The data folder. */
  readonly dir: string;
  readonly database: Database;
  readonly auxiliary: Database;
  readonly collections: CollectionLookup;
  readonly hooks: Hooks;
  readonly storage: FileStorage;
  readonly log: Logger;
  readonly serve?: boolean;
}): Promise<RecordFiles> {
  const { database, collections, storage, log } = parts;
  const temporaryFolder = join(resolve(parts.dir), temporary);
  const notes = createFileNotes(parts.auxiliary);
  const owners = createOwnerLookup(database, collections);
  const writeAll = createWriteAll();
  const backupLock = new BackupLockWatch(parts.dir);
  const removals = new FileRemovals({
    storage,
    notes,
    owners,
    log,
    isNeededElsewhere: () => backupLock.isTaken,
  });

  /** These go if the transaction commits. The note comes first: it must be there when the commit is. */
  async function dropKeys(
    tx: Transaction,
    keys: readonly string[],
  ): Promise<void> {
    const note = await notes.add(keys);
    tx.afterCommit(() => removals.remove(note));
    tx.afterRollback(() => removals.settle(note));
  }

  parts.hooks.onCollectionDelete.add(async ({ tx, collection }, next) => {
    await next();
    if (collection.type === "view") return;
    await dropKeys(tx, [collectionPrefix(collection.id)]);
  });
  if (parts.serve === true) {
    await rm(temporaryFolder, { recursive: true, force: true });
    await clearStaging(parts.dir, log);
    for (const note of await notes.all()) removals.judge(note);
  }

  return {
    temporaryFolder,
    receive: receiveFile,

    async discard(uploads) {
      for (const { path } of uploads) {
        await rm(path, { force: true }).catch((error: unknown) =>
          log.warn("a temporary file could not be removed", { path, error }),
        );
      }
    },

    async place(collection: Collection, recordId, uploads) {
      const files = uploads.map((upload) => ({
        key: fileKey(collection.id, recordId, upload.name),
        upload,
      }));
      const keys = files.map(({ key }) => key);
      await removals.arrive(keys);
      try {
        const note = await notes.add(keys);
        const undo = () => {
          removals.arrived(keys);
          removals.remove(note);
        };
        try {
          await writeAll(storage.current, files);
        } catch (error) {
          undo();
          throw error;
        }
        return {
          keep() {
            removals.arrived(keys);
            removals.settle(note);
          },
          undo,
        };
      } catch (error) {
        removals.arrived(keys);
        throw error;
      }
    },

    async drop(tx, { collection, id }, names) {
      if (names.length === 0) return;
      await dropKeys(
        tx,
        names.map((name) => fileKey(collection.id, id, name)),
      );
    },

    async dropAll(tx, record) {
      const names = fileNamesOf(record);
      if (names.length === 0) return;
      const { collection, id } = record;
      await dropKeys(tx, [
        ...names.map((name) => fileKey(collection.id, id, name)),
        recordPrefix(collection.id, id),
      ]);
    },

    holdRemovals: () => removals.hold(),
    openNotes: () => notes.all(),
    finished: () => removals.finished(),
    async close() {
      await removals.close();
      backupLock.close();
    },
  };
}
