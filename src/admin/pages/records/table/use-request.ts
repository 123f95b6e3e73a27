import type { CollectionField, CollectionModel } from "pocketbase";
import { useMemo } from "react";
import {
  recordsRequest,
  type RecordsRequest,
} from "../../../server/records-request.ts";
import type { Columns } from "../columns/use-columns.ts";

/** What a table with these columns asks the server for. */
export function useRequest(
  collection: CollectionModel,
  collections: readonly CollectionModel[],
  { shown }: Columns,
  filter: string,
  sort: string,
): RecordsRequest {
  return useMemo(() => {
    const fields = shown.map(({ field }) => field);
    return tableRequest(collection, collections, fields, { filter, sort });
  }, [collection, collections, shown, filter, sort]);
}

/** What a table that shows these fields asks the server for. */
export function tableRequest(
  collection: CollectionModel,
  collections: readonly CollectionModel[],
  shown: readonly CollectionField[],
  search: { readonly filter: string; readonly sort: string },
): RecordsRequest {
  // In the collection's own order: another order of columns asks for nothing else.
  const fields = collection.fields.filter((field) => shown.includes(field));
  return recordsRequest(collection, collections, fields, search);
}
