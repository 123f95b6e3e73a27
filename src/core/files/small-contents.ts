import { LRUCache } from "lru-cache";
import type { FileDetails, Storage } from "../../engines/storage/storage.ts";

/** Bytes of a file that is worth keeping: opening and reading it takes longer than all the rest of an answer. */
const mostBytes = 32 * 1024;

/** Bytes of all that is kept. */
const mostKept = 16 * 1024 * 1024;

/** Keeps the contents of small files that were wanted lately, thumbs above all. */
export interface SmallContents {
  /** The contents of a small file; undefined for others, which are to be read from the storage each time. */
  read(storage: Storage, file: FileDetails): Promise<Blob | undefined>;
}

export function createSmallContents(): SmallContents {
  const kept = new LRUCache<string, Blob>({
    maxSize: mostKept,
    // What is kept beside the contents counts, too: there may be any number of empty files.
    sizeCalculation: ({ size }, name) => size + name.length + 200,
  });
  return {
    async read(storage, { key, etag, size }) {
      if (size > mostBytes) return undefined;
      // Other contents have another tag, so that none of them is ever out of date.
      const name = `${key} ${etag}`;
      const known = kept.get(name);
      if (known !== undefined) return known;
      const bytes = await new Response(await storage.read(key)).bytes();
      // It was replaced in this very moment: sent as it is now, remembered by whoever asks next.
      if (bytes.length !== size) return undefined;
      const contents = new Blob([bytes]);
      kept.set(name, contents);
      return contents;
    },
  };
}
