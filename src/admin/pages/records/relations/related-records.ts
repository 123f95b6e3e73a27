import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { CollectionModel, RecordModel } from "pocketbase";
import { client } from "../../../server/client.ts";
import { filtersFor } from "../../../server/records-by-id.ts";
import { queryClient } from "../../../server/query-client.ts";
import { presentableExpand } from "../present/presentable-expand.ts";

/** The records that a relation names, with what their labels need, by id; undefined until they are known. Those that are gone are missing. */
export function useRelatedRecords(
  target: CollectionModel | undefined,
  collections: readonly CollectionModel[],
  ids: readonly string[],
): ReadonlyMap<string, RecordModel> | undefined {
  const { data } = useQuery({
    queryKey: ["related", target?.id, ids.toSorted()],
    queryFn: async () => {
      const found = new Map<string, RecordModel>();
      if (target === undefined) return found;
      for (const filter of filtersFor(ids)) {
        const { items } = await client.collection(target.id).getList(1, 500, {
          filter,
          expand: presentableExpand(target, collections),
          skipTotal: true,
        });
        for (const record of items) found.set(record.id, record);
      }
      return found;
    },
    enabled: target !== undefined && ids.length > 0,
    placeholderData: keepPreviousData,
  });
  return data;
}

/** A record was changed here: what is said of it elsewhere may have changed, too. */
export async function refreshRelated(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ["related"] }),
    queryClient.invalidateQueries({ queryKey: ["pick"] }),
  ]);
}
