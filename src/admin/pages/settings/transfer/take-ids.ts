import type { CollectionModel } from "pocketbase";
import type { ImportedCollection, ImportedField } from "./parse-import.ts";
import { isSameName } from "./plan-import.ts";

/**
 * Gives imported collections the ids that those of the same name have on this server, and their fields the ids of those of
 * the same name and type; what refers to a collection by its id follows: relations, and names of indexes.
 */
export function takeIds(
  known: readonly CollectionModel[],
  wanted: readonly ImportedCollection[],
): readonly ImportedCollection[] {
  const pairs = wanted.map((imported) => ({
    imported,
    collection: known.find(({ name }) => isSameName(name, imported.name)),
  }));
  const newIds = new Map(
    pairs.flatMap(({ imported: { id = "" }, collection }) =>
      collection === undefined || id === "" ? [] : [[id, collection.id]],
    ),
  );
  return pairs.map(({ imported, collection }) => {
    const fields = imported.fields?.map((field) =>
      withTarget(withId(field, collection), newIds),
    );
    const indexes = imported.indexes?.map((index) =>
      collection === undefined
        ? index
        : renameIndex(index, imported.id ?? "", collection.id),
    );
    return {
      ...imported,
      ...(collection !== undefined && { id: collection.id }),
      ...(fields !== undefined && { fields }),
      ...(indexes !== undefined && { indexes }),
    };
  });
}

function withId(
  field: ImportedField,
  collection: CollectionModel | undefined,
): ImportedField {
  const same = collection?.fields.find(
    ({ name, type }) => name === field["name"] && type === field["type"],
  );
  return same === undefined ? field : { ...field, id: same.id };
}

function withTarget(
  field: ImportedField,
  newIds: ReadonlyMap<string, string>,
): ImportedField {
  const { collectionId } = field;
  const id =
    typeof collectionId === "string" ? newIds.get(collectionId) : undefined;
  return id === undefined ? field : { ...field, collectionId: id };
}

/** Names of indexes that the server has made up end in the collection's id. */
function renameIndex(statement: string, from: string, to: string): string {
  if (from === "") return statement;
  const [head, ...tail] = statement.split(/(\son\s)/i);
  return [head?.replace(from, to), ...tail].join("");
}
