import { LRUCache } from "lru-cache";

/**
 * Remembers what `make` made of each key, for the `limit` keys that were used last. Keys are what users wrote, so without a
 * limit they would fill the memory.
 */
export function remember<Value extends object>(
  limit: number,
  make: (key: string) => Value,
): (key: string) => Value {
  const known = new LRUCache<string, Value>({ max: limit });
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = make(key);
    known.set(key, value);
    return value;
  };
}
