import { join } from "node:path";
import { createLocalStorage } from "../../engines/storage/local/local-storage.ts";
import { createS3Storage } from "../../engines/storage/s3/s3-storage.ts";
import type { Storage } from "../../engines/storage/storage.ts";
import type { Logger } from "../logs/logger.ts";
import type { S3Settings, Settings } from "../settings/settings.ts";

/** Where the files of records are kept, as the settings say at the moment. */
export interface FileStorage {
  /** Ask each time, never keep. */
  readonly current: Storage;
}

/** Follows the settings: from the moment that they change, files are in another place. */
export function createFileStorage({
  dir,
  settings,
  log,
}: {
  /** The data folder; local files are in its `storage`. */
  readonly dir: string;
  readonly settings: Settings;
  readonly log: Logger;
}): FileStorage {
  const local = openLocalFiles(dir);
  let known = settings.current.s3;
  const open = () => (known.enabled ? createS3Storage(known) : local);
  let current = open();
  return {
    get current() {
      const { s3 } = settings.current;
      // A change of other settings makes a new object, too.
      if (s3 === known) return current;
      if (!Bun.deepEquals(s3, known)) {
        known = s3;
        current = open();
        log.info("files of records are kept elsewhere now", {
          place: s3.enabled ? `${s3.endpoint} ${s3.bucket}` : "storage",
        });
      }
      known = s3;
      return current;
    },
  };
}

/** The files of records that are in the data folder. */
export function openLocalFiles(dir: string): Storage {
  return createLocalStorage(join(dir, "storage"));
}

/** The files of records that are in the bucket of the settings, in use or not. */
export function openS3Files(s3: S3Settings): Storage {
  return createS3Storage(s3);
}
