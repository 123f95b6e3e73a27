import { join } from "node:path";
import { createLocalStorage } from "../../engines/storage/local/local-storage.ts";
import { createS3Storage } from "../../engines/storage/s3/s3-storage.ts";
import type { S3Patience } from "../../engines/storage/s3/s3-options.ts";
import type { Storage } from "../../engines/storage/storage.ts";
import type { Logger } from "../logs/logger.ts";
import type { S3Settings, Settings } from "../settings/settings.ts";

/** Where the files of records are kept, as the settings say at the moment. */
export interface FileStorage {
  /** Ask each time, never keep. */
  readonly current: Storage;
  /**
   * Where they were kept until a moment ago, the latest place first: what was stored just before the settings changed may
   * still be there. Only to be read, since from another place than the settings say nothing may ever be removed: it may be
   * another installation's by now.
   */
  readonly previous: readonly Storage[];
}

/** Milliseconds that a place is still looked at after the settings have left it; a move clears it some seconds after that. */
export const lookedBackFor = 60_000;

/** So many are looked at: of two changes at once, one sets the other right. */
const mostPrevious = 2;

/** A place that was left may have been so because its server is down: whoever asks for a file does not wait for it long. */
const impatient: S3Patience = { patience: 2_000, attempts: 1 };

/** Follows the settings: from the moment that they change, files are in another place. */
export function createFileStorage({
  dir,
  settings,
  log,
  now = Date.now,
}: {
  /** The data folder; local files are in its `storage`. */
  readonly dir: string;
  readonly settings: Settings;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}): FileStorage {
  const local = openLocalFiles(dir);
  let known = settings.current.s3;
  const open = (patience?: S3Patience) =>
    known.enabled ? createS3Storage(known, patience) : local;
  let current = open();
  let left: readonly { readonly storage: Storage; readonly until: number }[] =
    [];

  function follow(): void {
    const { s3 } = settings.current;
    // A change of other settings makes a new object, too.
    if (s3 === known) return;
    const isElsewhere =
      !Bun.deepEquals(s3, known) && (s3.enabled || known.enabled);
    if (isElsewhere) {
      const until = now() + lookedBackFor;
      const leaving = { storage: open(impatient), until };
      left = [leaving, ...left].slice(0, mostPrevious);
    }
    known = s3;
    if (!isElsewhere) return;
    current = open();
    log.info("files of records are kept elsewhere now", {
      place: s3.enabled ? `${s3.endpoint} ${s3.bucket}` : "storage",
    });
  }

  return {
    get current() {
      follow();
      return current;
    },
    get previous() {
      follow();
      if (left.length > 0) left = left.filter(({ until }) => now() < until);
      return left
        .map(({ storage }) => storage)
        .filter((storage) => storage !== current);
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
