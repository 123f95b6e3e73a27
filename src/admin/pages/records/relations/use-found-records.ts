import { useInfiniteQuery } from "@tanstack/react-query";
import type { CollectionModel, RecordModel } from "pocketbase";
import { client } from "../../../server/client.ts";
import { recordsRequest } from "../../../server/records-request.ts";
import { presentableExpand } from "../present/presentable-expand.ts";

/** Records that are asked for at once. */
const pageSize = 40;

/** What a search for records has found so far. */
export interface FoundRecords {
  readonly records: readonly RecordModel[];
  /** Undefined until the first answer. */
  readonly error: unknown;
  readonly isLoading: boolean;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
}

/**
 * Looks for records of a collection.
 *
 * @param search plain words, or a filter
 * @param among a filter for those that are looked through; all of them, if it is empty
 */
export function useFoundRecords(
  collection: CollectionModel,
  collections: readonly CollectionModel[],
  search: string,
  among = "",
): FoundRecords {
  const searched = collection.fields.filter(
    ({ type }) => type !== "password" && type !== "file",
  );
  const { filter: found, sort } = recordsRequest(
    collection,
    collections,
    searched,
    {
      filter: search,
      sort: "",
    },
  );
  const filter = [among, found]
    .filter((part) => part !== "")
    .map((part) => `(${part})`)
    .join(" && ");
  const {
    data,
    error,
    isPending,
    hasNextPage,
    isFetchingNextPage,
    fetchNextPage,
  } = useInfiniteQuery({
    queryKey: ["pick", collection.id, filter],
    initialPageParam: 1,
    queryFn: async ({ pageParam, signal }) => {
      const { items } = await client
        .collection(collection.id)
        .getList(pageParam, pageSize, {
          filter,
          sort,
          expand: presentableExpand(collection, collections),
          skipTotal: true,
          signal,
        });
      return items;
    },
    getNextPageParam: (last, all) =>
      last.length < pageSize ? undefined : all.length + 1,
  });
  return {
    records: data?.pages.flat() ?? [],
    error,
    isLoading: isPending || isFetchingNextPage,
    hasMore: hasNextPage && !isFetchingNextPage,
    loadMore: () => void fetchNextPage(),
  };
}
