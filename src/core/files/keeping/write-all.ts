import type { Storage } from "../../../engines/storage/storage.ts";
import { Turns } from "../../turns.ts";
import type { UploadedFile } from "../uploaded-file.ts";

/** Files that are written at a time, of one record and of all: each holds some megabytes on its way to a far storage. */

const mostAtOnce = 4;

/** Writes uploads into the storage. */
export type WriteAll = (
  storage: Storage,
  files: readonly { readonly key: string; readonly upload: UploadedFile }[],
) => Promise<void>;

/** Once a file fails, no other of its record is begun; none is under way when it is said. */
export function createWriteAll(): WriteAll {
  const turns = new Turns(mostAtOnce, Infinity);
  return async (storage, files) => {
    const rest = files.values();
    let failed = false;
    const work = async () => {
      for (const { key, upload } of rest) {
        if (failed) return;
        const { path, contentType } = upload;
        try {
          await turns.run(() =>
            storage.write(key, Bun.file(path), contentType),
          );
        } catch (error) {
          failed = true;
          throw error;
        }
      }
    };
    const workers = Array.from({ length: mostAtOnce }, work);
    for (const outcome of await Promise.allSettled(workers)) {
      if (outcome.status === "rejected") throw outcome.reason;
    }
  };
}
