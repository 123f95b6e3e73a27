import type { CollectionModel } from "pocketbase";
import { useEffect } from "react";
import { readStored, useStored } from "../../components/hooks/use-stored.ts";
import { storedText } from "../../components/hooks/stored-values.ts";

/**
 * The collection that the address names, by its name or id; without one, the last that was opened, or the first of one's own.
 * Undefined if the address names one that does not exist, or there is none.
 */
export function useChosenCollection(
  collections: readonly CollectionModel[],
  named: string | undefined,
): CollectionModel | undefined {
  const [last, remember] = useStored(lastKey, "", storedText);
  const chosen = chooseCollection(collections, named, last);
  const id = chosen?.id;
  useEffect(() => {
    if (id !== undefined && id !== last) remember(id);
  }, [id, last, remember]);
  return chosen;
}

/** The same outside of components. */
export function findChosenCollection(
  collections: readonly CollectionModel[],
  named: string | undefined,
): CollectionModel | undefined {
  const last = readStored(lastKey, "", storedText);
  return chooseCollection(collections, named, last);
}

const lastKey = "lastCollection";

function chooseCollection(
  collections: readonly CollectionModel[],
  named: string | undefined,
  last: string,
): CollectionModel | undefined {
  if (named !== undefined && named !== "") {
    return (
      collections.find(({ name }) => name === named) ??
      collections.find(({ id }) => id === named)
    );
  }
  return (
    collections.find(({ id }) => id === last) ??
    collections.find(({ system }) => !system) ??
    collections[0]
  );
}
