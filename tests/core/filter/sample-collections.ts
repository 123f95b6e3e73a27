import {
  type Collection,
  type CollectionData,
  defineCollection,
} from "../../../src/core/collections/collection.ts";
import type {
  Field,
  FieldTypeName,
} from "../../../src/core/collections/fields/field.ts";
import type { CollectionLookup } from "../../../src/core/collections/lookup.ts";

/** A field with the options that matter to filters. */
export function field(
  type: FieldTypeName,
  name: string,
  options: {
    readonly maxSelect?: number;
    readonly collectionId?: string;
    readonly hidden?: boolean;
  } = {},
): Field {
  const isListable = ["select", "file", "relation"].includes(type);
  return {
    id: `${type}_${name}`,
    name,
    type,
    system: false,
    hidden: false,
    presentable: false,
    help: "",
    required: false,
    ...(isListable && { maxSelect: 1 }),
    ...options,
  } as unknown as Field;
}

/** A collection whose id is `id_` and its name, open to everyone. */
export function collection(
  name: string,
  fields: readonly Field[],
  options: Partial<CollectionData> = {},
): Collection {
  return defineCollection({
    id: `id_${name}`,
    name,
    type: "base",
    system: false,
    fields: [field("text", "id"), ...fields],
    indexes: [],
    listRule: "",
    viewRule: "",
    createRule: "",
    updateRule: "",
    deleteRule: "",
    created: "",
    updated: "",
    ...options,
  } as CollectionData);
}

export function relation(
  name: string,
  to: string,
  options: { readonly maxSelect?: number; readonly hidden?: boolean } = {},
): Field {
  return field("relation", name, { collectionId: `id_${to}`, ...options });
}

export function lookupOf(collections: readonly Collection[]): CollectionLookup {
  return {
    all: () => collections,
    find: (nameOrId) =>
      collections.find(
        ({ id, name }) =>
          id === nameOrId || name.toLowerCase() === nameOrId.toLowerCase(),
      ),
  };
}
