import type { CollectionModel } from "pocketbase";
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
    // In the collection's own order: another order of columns asks for nothing else.
    const fields = collection.fields.filter((field) =>
      shown.some((column) => column.field === field),
    );
    return recordsRequest(collection, collections, fields, { filter, sort });
  }, [collection, collections, shown, filter, sort]);
}
