import { LRUCache } from "lru-cache";
import { once } from "../../once.ts";

/** How often something may be tried. */
export interface AttemptLimit {
  /** Attempts per key. */
  readonly max: number;
  /** Seconds from a key's first attempt until it begins anew. */
  readonly seconds: number;
  /** So many keys are remembered; of more, those that were not tried for longest are forgotten. */
  readonly keys: number;
}

/** Counts attempts by key. */
export interface Attempts {
  /** Counts one, if it may be made. At once, so that attempts at the same time cannot pass each other. */
  take(key: string): boolean;
  /** Whether all that may be made were. */
  areSpent(key: string): boolean;
}

interface Window {
  readonly start: number;
  count: number;
}

/** Counts attempts in fixed windows, in memory. */
export function createAttempts({ max, seconds, keys }: AttemptLimit): Attempts {
  // It takes the memory for all keys at once: not before somebody tries something.
  const windows = once(() => new LRUCache<string, Window>({ max: keys }));

  const windowOf = (key: string): Window | undefined => {
    const window = windows().get(key);
    if (window === undefined) return undefined;
    const age = Date.now() - window.start;
    // A clock that was put back must not keep anybody out.
    return age >= 0 && age < seconds * 1000 ? window : undefined;
  };

  return {
    take(key) {
      const window = windowOf(key);
      if (window === undefined) {
        windows().set(key, { start: Date.now(), count: 1 });
        return true;
      }
      if (window.count >= max) return false;
      window.count++;
      return true;
    },

    areSpent: (key) => (windowOf(key)?.count ?? 0) >= max,
  };
}
