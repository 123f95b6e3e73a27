import type { Collection } from "../collections/collection.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import { DomainError, NotFound } from "../errors.ts";

/**
 * Runs an operation on a collection. If it fails as the collection was changed between the look-up and its turn (its
 * table is then another), it runs once more on what the collection is now.
 */
export async function onCurrent<T>(
  collections: CollectionLookup,
  collection: Collection,
  operation: (collection: Collection) => Promise<T>,
): Promise<T> {
  try {
    return await operation(collection);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const current = collections.find(collection.id);
    if (current === undefined) throw new NotFound(undefined, { cause: error });
    if (current.version === collection.version) throw error;
    return operation(current);
  }
}
