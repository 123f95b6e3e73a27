import type {
  ListQuery,
  Page,
  RecordJson,
} from "../../../../src/core/records/records.ts";
import type { RequestInfo } from "../../../../src/core/request.ts";
import { asGuest, pluck, type TestRecords } from "../open-test-records.ts";

/** A list that is read page by page. */
export interface Walk {
  readonly world: TestRecords;
  readonly collection: string;
  readonly query: ListQuery;
  readonly request?: RequestInfo;
}

/** The page at a cursor, or the first one. */
export function read(
  { world, collection, query, request = asGuest() }: Walk,
  cursor = "",
): Promise<Page<RecordJson>> {
  const current = world.collection(collection);
  return world.records.list(current, { ...query, cursor }, request);
}

export function idsOf({ items }: Page<RecordJson>): unknown[] {
  return [...pluck(items, "id")];
}

/**
 * The ids on all pages from the first one on, and on all pages from the last one back, these in the list's order.
 *
 * @param between is done after each page on the way on
 */
export async function walkThrough(
  walk: Walk,
  between?: (page: Page<RecordJson>) => Promise<void>,
): Promise<{ readonly on: unknown[]; readonly back: unknown[] }> {
  const on: unknown[] = [];
  let page = await read(walk);
  for (;;) {
    on.push(...idsOf(page));
    if (page.nextCursor === "") break;
    await between?.(page);
    page = await read(walk, page.nextCursor);
  }
  const pages = [idsOf(page)];
  while (page.prevCursor !== "") {
    page = await read(walk, page.prevCursor);
    pages.unshift(idsOf(page));
  }
  return { on, back: pages.flat() };
}
