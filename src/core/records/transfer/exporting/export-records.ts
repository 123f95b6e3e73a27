import type { Collection } from "../../../collections/collection.ts";
import type { CollectionLookup } from "../../../collections/lookup.ts";
import { Invalid } from "../../../errors.ts";
import { Pace } from "../../../pace.ts";
import type { RequestInfo } from "../../../request.ts";
import type { ListQuery, RecordJson, Records } from "../../records.ts";

/** What an export may be asked for; all untrusted. */
export type ExportQuery = Pick<ListQuery, "filter" | "sort" | "expand">;

/** What an export works with. */
export interface ExportParts {
  readonly records: Pick<Records, "list">;
  readonly collections: CollectionLookup;
}

/** Records that are read together: others need not wait long for them. */
const together = 500;

/**
 * All records that a list would have, some at a time, read when they are wanted. Between two readings others may write:
 * a record that is there from the beginning to the end, and keeps its place in the order, comes exactly once.
 *
 * @throws as a list does
 * @throws {Invalid} the collection has changed since: its rule, maybe, or what its columns are
 */
export async function* exportRecords(
  { records, collections }: ExportParts,
  collection: Collection,
  { filter, sort, expand }: ExportQuery,
  request: RequestInfo,
): AsyncGenerator<readonly RecordJson[]> {
  const pace = new Pace();
  let cursor = "";
  do {
    demandSame(collections, collection);
    const page = await records.list(
      collection,
      {
        perPage: together,
        skipTotal: true,
        cursor,
        ...(filter !== undefined && { filter }),
        ...(sort !== undefined && { sort }),
        ...(expand !== undefined && { expand }),
      },
      request,
    );
    yield page.items;
    cursor = page.nextCursor ?? "";
    // A client that takes everything at once would leave nobody else a turn.
    await pace.rest();
  } while (cursor !== "");
}

/** A client may take hours over the file, and rules hold for all that is sent after they were made. */
function demandSame(collections: CollectionLookup, before: Collection): void {
  if (collections.find(before.id)?.version !== before.version) {
    throw new Invalid("The collection has changed meanwhile, try again.");
  }
}
