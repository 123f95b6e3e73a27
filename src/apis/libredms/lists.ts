import { setTimeout as wait } from "node:timers/promises";
import type { App } from "../../core/app.ts";
import type { Collection } from "../../core/collections/collection.ts";
import type { JsonObject } from "../../core/json.ts";
import type { HttpRequestInfo } from "../../http/shared/request-info.ts";
import { Refusal } from "./refusal.ts";

/** Which stretch of a list is asked for. */
export interface Stretch {
  readonly limit: number;
  readonly offset: number;
}

/** A list as the core gives it. */
export interface Found {
  readonly items: readonly JsonObject[];
  readonly total: number;
}

const defaultLimit = 10;

/** As many records as the core gives at once. */
const mostAtOnce = 1000;

/** Reads `limit` and `offset`; what makes no sense counts as missing. */
export function readStretch({ query }: HttpRequestInfo): Stretch {
  const limit = readWhole(query["limit"]);
  const offset = readWhole(query["offset"]);
  return {
    limit: limit >= 1 ? Math.min(limit, mostAtOnce) : defaultLimit,
    offset: Math.min(Math.max(offset, 0), Number.MAX_SAFE_INTEGER),
  };
}

/** 0 if it is none. */
function readWhole(text: string | undefined): number {
  return Math.floor(Number(text)) || 0;
}

/** Characters. Escaped, a text is up to four times as long, and a filter has at most 3500 bytes. */
const longestSearch = 800;

/** Reads what is searched for, in `q` or `query`. @throws {Refusal} nothing is, or what no filter can say */
export function readSearch({ query }: HttpRequestInfo): string {
  const wanted = query["q"] || query["query"] || "";
  const isSayable = wanted.length <= longestSearch && !wanted.includes("\0");
  if (wanted.trim() === "" || !isSayable) {
    throw new Refusal(
      400,
      "Please provide a valid query string for the search",
    );
  }
  return wanted;
}

/**
 * A filter for records whose field has this text somewhere, in upper or lower case.
 *
 * @param field a name of ours
 */
export function containing(field: string, text: string): string {
  // The point is as good as any other character, and escaped no client's text reads like a path that clients may not name.
  const pattern = text.replace(/[%_\\.]/g, "\\$&");
  return `${field} ~ "%${pattern.replace(/["\\]/g, "\\$&")}%"`;
}

/** Contents may be long, and no list shows them. */
const unlisted = ["content"];

/** A stretch of the list of what whoever asks may see. */
export async function find(
  { records }: Pick<App, "records">,
  collection: Collection,
  { limit, offset }: Stretch,
  { filter, sort }: { readonly filter?: string; readonly sort: string },
  info: HttpRequestInfo,
): Promise<Found> {
  const query = {
    perPage: limit,
    offset,
    sort,
    without: unlisted,
    ...(filter && { filter }),
  };
  const page = await records.list(collection, query, info);
  return { items: page.items, total: page.totalItems };
}

/**
 * As `find`, for searches. Who searches often and in vain waits: what is hidden could be guessed from the time that it
 * takes to find nothing.
 */
export async function search(
  app: Pick<App, "records" | "limits">,
  collection: Collection,
  stretch: Stretch,
  what: { readonly filter: string; readonly sort: string },
  info: HttpRequestInfo,
): Promise<Found> {
  const found = await find(app, collection, stretch, what, info);
  if (found.items.length === 0) {
    const pause = app.limits.pauseAfterGuess(collection, info.address);
    if (pause > 0) await wait(pause);
  }
  return found;
}

/** A list as it is answered. */
export function presentList(
  list: readonly JsonObject[],
  total: number,
  { limit, offset }: Stretch,
): JsonObject {
  return {
    list,
    metadata: {
      total,
      pages: Math.ceil(total / limit),
      currentPage: Math.floor(offset / limit) + 1,
      pageSize: limit,
    },
  };
}
