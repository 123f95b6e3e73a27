import { LRUCache } from "lru-cache";
import type { AuthCollection } from "../../collections/collection.ts";
import { randomLetters } from "../../collections/random-text.ts";
import { once } from "../../once.ts";

/** An id that was answered to someone who asked for a one-time password. */
export interface AnsweredId {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Its row was made, be it there still or not. */
  readonly wasStored: boolean;
}

/**
 * The ids that were answered, in memory. Some have no row: those of passwords that are being made or could not be mailed,
 * and those of addresses that nobody has. They count like passwords that there are, or the ids that are answered, and how
 * many attempts they take, would tell which addresses exist.
 */
export interface AnsweredIds {
  /** Those answered to the owner in the last `seconds`, oldest first. */
  of(owner: string, seconds: number): readonly AnsweredId[];
  add(owner: string, id: string): void;
  /** From now on the id counts for as long as its row is there. */
  markStored(owner: string, id: string): void;
  /** To whom an id was answered, whether or not it has a row. */
  ownerOf(id: string): string | undefined;
}

const maxOwners = 10_000;
const maxIds = 50_000;
/** Ten count at most; others were used. */
const maxIdsOfOne = 20;

/** Remembers the latest ids. */
export function createAnsweredIds(): AnsweredIds {
  // They take the memory for all at once: not before somebody asks.
  const answered = once(
    () => new LRUCache<string, readonly AnsweredId[]>({ max: maxOwners }),
  );
  const owners = once(() => new LRUCache<string, string>({ max: maxIds }));

  return {
    of(owner, seconds) {
      const oldest = Date.now() - seconds * 1000;
      return (answered().get(owner) ?? []).filter(({ at }) => at >= oldest);
    },

    add(owner, id) {
      const others = (answered().get(owner) ?? []).slice(1 - maxIdsOfOne);
      const added = { id, at: Date.now(), wasStored: false };
      answered().set(owner, [...others, added]);
      owners().set(id, owner);
    },

    markStored(owner, id) {
      const marked = (answered().get(owner) ?? []).map((one) =>
        one.id === id ? { ...one, wasStored: true } : one,
      );
      answered().set(owner, marked);
    },

    ownerOf: (id) => owners().get(id),
  };
}

const processKey = randomLetters(32);

/** The id of a record that there is not: the same for the same text for as long as the process runs. */
export function madeUpId(text: string): string {
  const hash = new Bun.CryptoHasher("sha256", processKey).update(text);
  return hash.digest("hex").slice(0, 15);
}

/** Whom attempts and ids are counted for: a record of a collection, or nobody in the same shape. */
export function ownerKey(
  collection: Pick<AuthCollection, "id">,
  recordId: string,
): string {
  return `${collection.id}/${recordId}`;
}
