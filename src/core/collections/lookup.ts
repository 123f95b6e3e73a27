import type { Collection } from "./collection.ts";

/** The collections, as held in memory. */
export interface CollectionLookup {
  /** By name in any case of letters, or by id. */
  find(nameOrId: string): Collection | undefined;
  all(): readonly Collection[];
}
