import type { CollectionModel } from "pocketbase";
import { parseSort } from "../../../server/records-request.ts";

/** The sort that follows when a heading is pressed: ascending, then descending, then as it comes. */
export function nextSort(
  collection: CollectionModel,
  sort: string,
  field: string,
): string {
  const [key] = parseSort(collection, sort);
  if (key?.name !== field) return field;
  return key.isDescending ? "" : `-${field}`;
}
