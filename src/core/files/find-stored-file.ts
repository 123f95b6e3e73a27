import {
  type FileDetails,
  FileMissing,
  type Storage,
  StorageFailed,
} from "../../engines/storage/storage.ts";
import { NotFound } from "../errors.ts";
import type { Logger } from "../logs/logger.ts";
import type { FileStorage } from "./file-storage.ts";

export interface StoredFile {
  readonly details: FileDetails;
  /** What to read it from. */
  readonly storage: Storage;
  /** Where it lies is not where the settings say: it may be moved at any moment. */
  readonly isLeaving: boolean;
}

/**
 * Finds a file where the settings say that files are, or where they said so until a moment ago. A file that was deleted
 * meanwhile may still lie there: whether a record names it is for the caller to ask first.
 *
 * @throws {NotFound} there is no such file, or none of this name can be
 */
export async function findStoredFile(
  { storage, log }: { readonly storage: FileStorage; readonly log: Logger },
  key: string,
): Promise<StoredFile> {
  const { current, previous } = storage;
  const findCurrent = async (): Promise<StoredFile | undefined> => {
    const details = await statIn(current, key);
    return details && { details, storage: current, isLeaving: false };
  };
  const findLeaving = async (
    from: Storage,
  ): Promise<StoredFile | undefined> => {
    try {
      const details = await statIn(from, key);
      const way = between(from, current);
      return details && { details, storage: way, isLeaving: true };
    } catch (error) {
      if (!(error instanceof StorageFailed)) throw error;
      // That its server is down may be why it was left.
      log.warn("the place where files were kept before cannot be looked at", {
        error,
      });
      return undefined;
    }
  };

  let found = await findCurrent();
  for (const from of previous) found ??= await findLeaving(from);
  // It may have been moved between the two looks.
  if (previous.length > 0) found ??= await findCurrent();
  if (found === undefined) throw new NotFound();
  return found;
}

async function statIn(
  storage: Storage,
  key: string,
): Promise<FileDetails | undefined> {
  try {
    return await storage.stat(key);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Reads what lies at one place, or was moved from there to the other meanwhile; all else is done at the other. */
function between(from: Storage, to: Storage): Storage {
  return {
    async stat(key) {
      return (await to.stat(key)) ?? (await from.stat(key));
    },
    async read(key, range) {
      try {
        return await from.read(key, range);
      } catch (error) {
        if (!(error instanceof FileMissing)) throw error;
        return to.read(key, range);
      }
    },
    write: (key, contents, contentType) => to.write(key, contents, contentType),
    remove: (key) => to.remove(key),
    removeAll: (prefix) => to.removeAll(prefix),
    list: (prefix) => to.list(prefix),
  };
}
