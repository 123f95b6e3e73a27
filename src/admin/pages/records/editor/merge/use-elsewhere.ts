import type { CollectionModel } from "pocketbase";
import { useEffect, useRef } from "react";
import { useLive } from "../../../../server/live/use-live.ts";
import { fetchIfThere } from "../saving/save-record.ts";
import type { TaggedRecord } from "../saving/tagged-record.ts";
import { changedNames, valuesOf } from "../values/field-values.ts";

/**
 * Watches what becomes of a record elsewhere while it is edited.
 *
 * @param props.known the record as it is known here; undefined while nobody needs to be told
 * @param props.onChanged told of it as it is now, if it is not what is known
 */
export function useElsewhere({
  collection,
  known,
  onChanged,
  onGone,
}: {
  readonly collection: CollectionModel;
  readonly known: TaggedRecord | undefined;
  readonly onChanged: (newest: TaggedRecord) => void;
  readonly onGone: () => void;
}): void {
  const { id: collectionId } = collection;
  const id = known?.record.id;
  // Of several answers only the last one counts, and none that comes when nobody waits for it any more.
  const asked = useRef(0);
  useEffect(() => {
    if (id === undefined) asked.current += 1;
  }, [id]);

  async function look(): Promise<void> {
    if (known === undefined) return;
    asked.current += 1;
    const own = asked.current;
    // Without an answer all stays as it is: saving looks again.
    const newest = await fetchIfThere(collectionId, known.record.id).catch(
      () => known,
    );
    if (own !== asked.current || newest === known) return;
    if (newest === undefined) onGone();
    else if (newest.tag !== known.tag) onChanged(newest);
  }

  useLive(
    id === undefined ? undefined : `${collectionId}/${id}`,
    ({ action, record }) => {
      if (known === undefined) return;
      if (action === "delete") {
        onGone();
        return;
      }
      const before = valuesOf(collection, known.record);
      const now = valuesOf(collection, record);
      // What was saved here is heard of, too.
      if (changedNames(collection, before, now).length > 0) void look();
    },
    // What was loaded may have changed before the server told of changes.
    { onStart: () => void look(), onGap: () => void look() },
  );
}
