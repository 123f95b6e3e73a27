import type { CollectionModel } from "pocketbase";
import { isSame } from "../../../components/hooks/is-same.ts";
import { afterImport, type Options, settled } from "./after-import.ts";
import type { ImportedCollection } from "./parse-import.ts";

/** A collection that an import changes. */
export interface PlannedChange {
  readonly id: string;
  readonly name: string;
  /** What it is called now, if that changes. */
  readonly renamedFrom: string | undefined;
  readonly before: Options;
  readonly after: Options;
  /** Names of fields that go. */
  readonly removedFields: readonly string[];
}

/** What an import changes. */
export interface ImportPlan {
  readonly added: readonly ImportedCollection[];
  readonly changed: readonly PlannedChange[];
  readonly removed: readonly CollectionModel[];
  /** Collections that are called the same here but have another id. */
  readonly clashes: readonly ImportedCollection[];
}

/**
 * Compares an import with what is there.
 *
 * @param deletesMissing whether collections and fields go that the import does not have
 */
export function planImport(
  known: readonly CollectionModel[],
  wanted: readonly ImportedCollection[],
  deletesMissing: boolean,
): ImportPlan {
  const pairs = wanted.map((imported) => ({
    imported,
    collection: findKnown(known, imported),
  }));
  const kept = new Set(pairs.map(({ collection }) => collection?.id));
  return {
    added: pairs.flatMap(({ imported, collection }) =>
      collection === undefined ? [imported] : [],
    ),
    changed: pairs.flatMap(({ imported, collection }) =>
      collection === undefined
        ? []
        : changeOf(collection, imported, deletesMissing),
    ),
    removed: deletesMissing
      ? known.filter(({ id, system }) => !system && !kept.has(id))
      : [],
    clashes: pairs.flatMap(({ imported, collection }) =>
      collection === undefined && isNameTaken(known, imported)
        ? [imported]
        : [],
    ),
  };
}

/** Whether an import changes nothing. */
export function isEmptyPlan({ added, changed, removed }: ImportPlan): boolean {
  return added.length + changed.length + removed.length === 0;
}

/** The collection that an imported one is on this server: of the same id or, without one, of the same name. */
function findKnown(
  known: readonly CollectionModel[],
  { id = "", name }: ImportedCollection,
): CollectionModel | undefined {
  return id === ""
    ? known.find((collection) => isSameName(collection.name, name))
    : known.find((collection) => collection.id === id);
}

function isNameTaken(
  known: readonly CollectionModel[],
  { name }: ImportedCollection,
): boolean {
  return known.some((collection) => isSameName(collection.name, name));
}

/** As the server compares names. */
export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function changeOf(
  collection: CollectionModel,
  imported: ImportedCollection,
  deletesMissing: boolean,
): PlannedChange[] {
  const after = afterImport(collection, imported, deletesMissing);
  const before = settled(collection, imported);
  if (isSame(before, after)) return [];
  const kept = new Set(after.fields.map((field) => field["id"]));
  return [
    {
      id: collection.id,
      name: imported.name,
      renamedFrom:
        collection.name === imported.name ? undefined : collection.name,
      before,
      after,
      removedFields: collection.fields
        .filter(({ id }) => !kept.has(id))
        .map(({ name }) => name),
    },
  ];
}
