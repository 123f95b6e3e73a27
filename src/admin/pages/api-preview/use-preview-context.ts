import { useQuery } from "@tanstack/react-query";
import type { CollectionModel } from "pocketbase";
import { useMemo } from "react";
import { client } from "../../server/client.ts";
import { useCollections } from "../../server/collections.ts";
import { serverUrl } from "../../server/connect.ts";
import { useSettings } from "../../server/settings.ts";
import type { PreviewContext } from "./examples/preview-context.ts";

/** Records that a relation of an example leads to. */
const relatedCount = 2;

/** What a collection's examples are made of, but for the record that they are about. */
export function usePreviewContext(
  collection: CollectionModel,
): Omit<PreviewContext, "recordId"> {
  const { data: collections } = useCollections();
  const { data: settings } = useSettings();
  const { data: records } = useQuery({
    queryKey: ["records", collection.id, "examples"],
    queryFn: () => fetchExamples(collection),
  });
  return useMemo(
    () => ({
      url: serverUrl.replace(/\/$/, ""),
      collection,
      collections: collections ?? [collection],
      related: records?.related ?? {},
      isBatchEnabled: settings?.batch.enabled ?? true,
      ...(records?.record && { record: records.record }),
    }),
    [collection, collections, settings, records],
  );
}

/** A record of the collection, and ids of some that its relations lead to. */
async function fetchExamples(collection: CollectionModel) {
  const targets = new Set(
    collection.fields
      .filter(({ type }) => type === "relation")
      .map(({ collectionId }) => String(collectionId)),
  );
  const [own, ...others] = await Promise.all([
    client.collection(collection.id).getList(1, 1, { skipTotal: true }),
    ...Array.from(targets, async (target) => {
      const { items } = await client
        .collection(target)
        .getList(1, relatedCount, { fields: "id", skipTotal: true });
      return [target, items.map(({ id }) => id)] as const;
    }),
  ]);
  return { record: own.items[0], related: Object.fromEntries(others) };
}
