import { createLocalStorage } from "../../engines/storage/local/local-storage.ts";
import { createS3Storage } from "../../engines/storage/s3/s3-storage.ts";
import type { Storage } from "../../engines/storage/storage.ts";
import type { Settings } from "../settings/settings.ts";
import { backupsFolder } from "./folder-layout.ts";

/** Where backups are kept. */
export interface BackupPlace {
  readonly storage: Storage;
  /** The folder of a local storage; undefined for a bucket. */
  readonly folder: string | undefined;
}

/** Where the settings say, at each call, that backups are kept: in the data folder itself or in a bucket. */
export function createBackupPlaces(
  dir: string,
  settings: Settings,
): () => BackupPlace {
  const folder = backupsFolder(dir);
  const local = { storage: createLocalStorage(folder), folder };
  return () => {
    const { s3 } = settings.current.backups;
    return s3.enabled
      ? { storage: createS3Storage(s3), folder: undefined }
      : local;
  };
}
