import type { Collection } from "../../../collections/collection.ts";
import { Pace } from "../../../pace.ts";
import type { RequestInfo } from "../../../request.ts";
import type { ListQuery, RecordJson, Records } from "../../records.ts";

/** What an export may be asked for; all untrusted. */
export type ExportQuery = Pick<ListQuery, "filter" | "sort" | "expand">;

/** Records that are read together: others need not wait long for them. */
const together = 500;

/**
 * All records that a list would have, some at a time, read when they are wanted. Between two readings others may write:
 * a record that is there from the beginning to the end, and keeps its place in the order, comes exactly once.
 *
 * @throws as a list does
 */
export async function* exportRecords(
  records: Pick<Records, "list">,
  collection: Collection,
  { filter, sort, expand }: ExportQuery,
  request: RequestInfo,
): AsyncGenerator<readonly RecordJson[]> {
  const pace = new Pace();
  let cursor = "";
  do {
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
