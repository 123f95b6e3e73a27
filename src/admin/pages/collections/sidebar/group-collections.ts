import type { CollectionModel } from "pocketbase";

/** A collection in the list. */
export interface ListedCollection {
  readonly collection: CollectionModel;
  /** The field that was found, where the collection's own name does not have what is searched. */
  readonly field: string | undefined;
}

/** The collections as they are listed; each is in one group. */
export interface CollectionGroups {
  readonly pinned: readonly ListedCollection[];
  readonly own: readonly ListedCollection[];
  readonly system: readonly ListedCollection[];
}

/**
 * Sorts the collections into groups.
 * @param pins ids, in no order that counts
 * @param search a part of a collection's name, id, type or of a field's name, in any case; empty lets all through
 */
export function groupCollections(
  collections: readonly CollectionModel[],
  pins: readonly string[],
  search: string,
): CollectionGroups {
  const found = collections
    .flatMap((collection) => find(collection, search.trim().toLowerCase()))
    .toSorted((a, b) => a.collection.name.localeCompare(b.collection.name));
  const isPinned = ({ collection }: ListedCollection): boolean =>
    pins.includes(collection.id);
  const others = found.filter((listed) => !isPinned(listed));
  return {
    pinned: found.filter(isPinned),
    own: others.filter(({ collection }) => !collection.system),
    system: others.filter(({ collection }) => collection.system),
  };
}

function find(collection: CollectionModel, search: string): ListedCollection[] {
  const { name, id, type, fields } = collection;
  if (
    search === "" ||
    name.toLowerCase().includes(search) ||
    id === search ||
    type === search
  ) {
    return [{ collection, field: undefined }];
  }
  const field = fields.find((other) =>
    other.name.toLowerCase().includes(search),
  );
  return field === undefined ? [] : [{ collection, field: field.name }];
}
