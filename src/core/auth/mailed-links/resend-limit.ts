import { LRUCache } from "lru-cache";
import { once } from "../../once.ts";
import type { StoredRecord } from "../../records/record.ts";

/** Keeps people from having the same mail sent to a record's owner over and over. */
export interface ResendLimit {
  /**
   * Sends, unless something was sent to this record within the last two minutes (or is being sent). What could not be
   * sent does not count.
   */
  once(record: StoredRecord, send: () => Promise<void>): Promise<void>;
  /** Forgets what was sent to the record: it did its work. */
  lift(record: StoredRecord): void;
}

const twoMinutes = 120_000;
/** Beyond that, the records that were sent to longest ago may be sent to again. */
const maxRecords = 10_000;

export function createResendLimit(): ResendLimit {
  // It takes the memory for all records at once: not before something is sent.
  const recent = once(
    () =>
      new LRUCache<string, true>({
        max: maxRecords,
        ttl: twoMinutes,
        ttlResolution: 0,
        perf: Date,
      }),
  );
  return {
    async once(record, send) {
      const key = keyOf(record);
      if (recent().has(key)) return;
      // Before it is sent: of requests at the same time, one sends.
      recent().set(key, true);
      try {
        await send();
      } catch (error) {
        recent().delete(key);
        throw error;
      }
    },
    lift(record) {
      recent().delete(keyOf(record));
    },
  };
}

function keyOf({ collection, id }: StoredRecord): string {
  return `${collection.id}/${id}`;
}
