import { availableParallelism } from "node:os";
import { LRUCache } from "lru-cache";
import {
  FileMissing,
  StorageFailed,
  type FileDetails,
  type Storage,
} from "../../../engines/storage/storage.ts";
import { TooMany } from "../../errors.ts";
import type { Logger } from "../../logs/logger.ts";
import { Turns } from "../../turns.ts";
import {
  isPicture,
  largestPicture,
  lookAt,
  makeThumb,
  UnfitPicture,
  UnfitSize,
} from "./make-thumb.ts";
import { parseThumbSize, type ThumbSize } from "./thumb-size.ts";

/** What became of the wish for a thumb: the stored thumb, or why there is none, for ever (`never`) or right now (`later`). */
export type FoundThumb =
  | { readonly kind: "found"; readonly thumb: FileDetails }
  | { readonly kind: "never" | "later"; readonly reason: string };

/** Small versions of pictures, each made when it is first asked for and kept beside the picture. */
export interface Thumbs {
  /** How many are being made, or wait for that. */
  readonly inTheMaking: number;
  /**
   * Finds a thumb, made now if need be: once, however many ask at the same time.
   *
   * @param original the picture
   * @param key      where the thumb belongs
   * @param size     as `parseThumbSize` reads it
   */
  find(
    storage: Storage,
    original: FileDetails,
    key: string,
    size: string,
  ): Promise<FoundThumb>;
}

/**
 * Pictures decoded at a time. That runs on the threads on which files are read, too, of which the process has one for each
 * core: were all of them busy, every file would wait.
 */
const atOnce = Math.max(1, Math.min(2, availableParallelism() - 1));

/** Pictures that may wait for their turn; whoever comes then gets the original. */
const mostWaiting = 64;

/** Milliseconds that a request waits for a thumb. It is finished all the same, for the next one. */
const patience = 20_000;

/** How many pictures, and sizes of pictures, are remembered of which no thumb can be made. */
const mostUnfit = 2_000;

export function createThumbs({ log }: { readonly log: Logger }): Thumbs {
  const turns = new Turns(atOnce, mostWaiting);
  const largeTurns = new Turns(1, mostWaiting);
  const flights = new Map<string, Promise<FoundThumb>>();
  const unfit = new LRUCache<string, string>({ max: mostUnfit });

  async function make(
    storage: Storage,
    original: FileDetails,
    key: string,
    size: ThumbSize,
  ): Promise<FoundThumb> {
    const { contentType } = original;
    const picture = await lookAt(await readAll(storage, original));
    const decode = () => makeThumb(picture, contentType, size);
    const made = await (picture.isLarge ? largeTurns.run(decode) : decode());
    await storage.write(key, made.contents, made.contentType);
    // Whoever has removed the original meanwhile could not know of the thumb.
    const isStillThere = (await storage.stat(original.key)) !== undefined;
    if (!isStillThere) await storage.remove(key);
    const thumb = isStillThere ? await storage.stat(key) : undefined;
    if (thumb === undefined) throw new FileMissing(original.key);
    return { kind: "found", thumb };
  }

  async function findOrMake(
    storage: Storage,
    original: FileDetails,
    key: string,
    size: ThumbSize,
  ): Promise<FoundThumb> {
    const known = await storage.stat(key);
    if (known !== undefined) return { kind: "found", thumb: known };
    try {
      return await turns.run(() => make(storage, original, key, size));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.warn("no thumb could be made", { thumb: key, error });
      const mayPass =
        error instanceof TooMany ||
        error instanceof StorageFailed ||
        error instanceof FileMissing;
      if (mayPass) return { kind: "later", reason };
      const isForSize = error instanceof UnfitSize;
      unfit.set(isForSize ? key : nameOf(original), reason);
      return { kind: "never", reason };
    }
  }

  return {
    get inTheMaking() {
      return flights.size;
    },
    find(storage, original, key, sizeText) {
      const size = parseThumbSize(sizeText);
      if (size === undefined || !isPicture(original.contentType)) {
        const reason = "neither the size nor the file is one for thumbs";
        return Promise.resolve({ kind: "never", reason });
      }
      const reason = unfit.get(nameOf(original)) ?? unfit.get(key);
      if (reason !== undefined) {
        return Promise.resolve({ kind: "never", reason });
      }
      let flight = flights.get(key);
      if (flight === undefined) {
        flight = findOrMake(storage, original, key, size).finally(() =>
          flights.delete(key),
        );
        flights.set(key, flight);
      }
      return withPatience(flight);
    },
  };
}

/** Another file under the same key is another file. */
function nameOf({ key, etag }: FileDetails): string {
  return `${key} ${etag}`;
}

async function readAll(
  storage: Storage,
  { key, size }: FileDetails,
): Promise<Uint8Array> {
  if (size > largestPicture) {
    throw new UnfitPicture(`a picture of ${size} bytes is too large`);
  }
  return new Response(await storage.read(key)).bytes();
}

async function withPatience(flight: Promise<FoundThumb>): Promise<FoundThumb> {
  const { promise, resolve } = Promise.withResolvers<FoundThumb>();
  const reason = "it takes too long";
  const timer = setTimeout(() => resolve({ kind: "later", reason }), patience);
  try {
    return await Promise.race([flight, promise]);
  } finally {
    clearTimeout(timer);
  }
}
