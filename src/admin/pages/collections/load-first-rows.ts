import { prefetchCollections } from "../../server/collections.ts";
import { queryClient } from "../../server/query-client.ts";
import { chunkQuery } from "../../server/records.ts";
import { findChosenCollection } from "./use-chosen-collection.ts";
import { rememberedFields } from "../records/columns/use-columns.ts";
import { tableRequest } from "../records/table/use-request.ts";

/** Milliseconds that a page waits for its rows before it is drawn without them. */
const patience = 200;

/**
 * Loads the first rows of what an address names. A page that is drawn with them is drawn once, and sooner than one that is
 * drawn empty and filled.
 *
 * @param address of the page, see `RecordsSearch`
 * @returns resolves once they are there, or it takes too long; failures show when the page asks again
 */
export async function loadFirstRows(address: {
  readonly collection: string | undefined;
  readonly filter: string | undefined;
  readonly sort: string | undefined;
}): Promise<void> {
  await Promise.race([prefetchRows(address), waited(patience)]);
}

async function prefetchRows({
  collection,
  filter = "",
  sort = "",
}: Parameters<typeof loadFirstRows>[0]): Promise<void> {
  const collections = await prefetchCollections();
  const chosen = findChosenCollection(collections, collection);
  if (chosen === undefined) return;
  const request = tableRequest(chosen, collections, rememberedFields(chosen), {
    filter,
    sort,
  });
  await queryClient.prefetchQuery(chunkQuery(request, 0));
}

function waited(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
