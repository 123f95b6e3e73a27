import {
  queryOptions,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import type { CollectionModel } from "pocketbase";
import { client } from "./client.ts";
import { queryClient } from "./query-client.ts";

/** All collections, by name. */
const collectionsQuery = queryOptions({
  queryKey: ["collections"],
  queryFn: () => client.collections.getFullList({ batch: 500, sort: "+name" }),
});

/** All collections, by name. */
export function useCollections(): UseQueryResult<CollectionModel[]> {
  return useQuery(collectionsQuery);
}

/** Collections have changed on the server: asks for them anew. */
export async function refreshCollections(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: collectionsQuery.queryKey });
}

/** All collections, as far as they are loaded. */
export function loadedCollections(): readonly CollectionModel[] {
  return queryClient.getQueryData(collectionsQuery.queryKey) ?? [];
}

/**
 * Asks for the collections before a page shows them. Resolves to those that are loaded then, be they of before.
 *
 * @throws nothing: without an answer there are none
 */
export async function prefetchCollections(): Promise<
  readonly CollectionModel[]
> {
  if (loadedCollections().length === 0) {
    await queryClient.prefetchQuery(collectionsQuery);
  } else void queryClient.prefetchQuery(collectionsQuery);
  return loadedCollections();
}

const scaffoldsQuery = queryOptions({
  queryKey: ["scaffolds"],
  queryFn: () => client.collections.getScaffolds(),
  staleTime: Number.POSITIVE_INFINITY,
});

/** A new collection of each type, as the server begins one. */
export function useScaffolds(): UseQueryResult<
  Readonly<Record<string, CollectionModel>>
> {
  return useQuery(scaffoldsQuery);
}

/** There is another collection now: the next one begins with indexes of other names. */
export async function refreshScaffolds(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: scaffoldsQuery.queryKey });
}
