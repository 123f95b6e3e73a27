import type { CollectionModel } from "pocketbase";
import { useMemo } from "react";
import type { CollectionDraft } from "../collection-draft.ts";

/** The draft as a collection that it would be saved as, as far as rules see it; the same one until that changes. */
export function useDraftCollection(draft: CollectionDraft): CollectionModel {
  const { id, name, type, system, fields } = draft;
  return useMemo(
    () =>
      // Rules look at nothing else of it.
      ({
        id,
        name,
        type,
        system,
        fields: fields.filter(({ removed }) => !removed),
        indexes: [],
      }) as unknown as CollectionModel,
    [id, name, type, system, fields],
  );
}
