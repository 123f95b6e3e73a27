import {
  type FileDetails,
  FileMissing,
  type Storage,
} from "../../src/engines/storage/storage.ts";

/** A storage in memory that counts what it is asked to do, and can be made to wait. */
export interface MemoryStorage extends Storage {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** What every read waits for. */
  readable: Promise<void>;
  /** Called before each write. */
  beforeWrite: (key: string) => Promise<void>;
}

export function createMemoryStorage(): MemoryStorage {
  const files = new Map<string, { details: FileDetails; contents: Blob }>();
  const reads: string[] = [];
  const writes: string[] = [];
  let versions = 0;
  const storage: MemoryStorage = {
    reads,
    writes,
    readable: Promise.resolve(),
    beforeWrite: () => Promise.resolve(),
    async write(key, source, contentType) {
      await storage.beforeWrite(key);
      const contents =
        source instanceof Blob ? source : await new Response(source).blob();
      writes.push(key);
      const details = {
        key,
        size: contents.size,
        modified: new Date(),
        contentType,
        etag: String(++versions),
      };
      files.set(key, { details, contents });
    },
    stat: (key) => Promise.resolve(files.get(key)?.details),
    async read(key, range) {
      reads.push(key);
      await storage.readable;
      const contents = files.get(key)?.contents;
      if (contents === undefined) throw new FileMissing(key);
      return range ? contents.slice(range.start, range.end) : contents;
    },
    async remove(key) {
      files.delete(key);
    },
    async removeAll(prefix) {
      for (const key of files.keys()) {
        if (key.startsWith(prefix)) files.delete(key);
      }
    },
    async *list(prefix) {
      for (const [key, { details }] of files) {
        if (key.startsWith(prefix)) yield details;
      }
    },
  };
  return storage;
}
