import { queryOptions } from "@tanstack/react-query";
import type { ListOptions, RecordModel } from "pocketbase";
import { client } from "./client.ts";
import { queryClient } from "./query-client.ts";
import type { RecordsRequest } from "./records-request.ts";

/** Records that are asked for at once. */
export const chunkSize = 80;

/** Milliseconds that rows scrolled past are kept. */
const kept = 60_000;

/** Records that follow each other, and from where the list goes on at both ends: empty if it does not, or cannot tell. */
export interface Chunk {
  readonly rows: readonly RecordModel[];
  readonly next: string;
  readonly previous: string;
}

/** Under this key is all that was asked about a collection's records. */
export function recordsKey(collection: string): readonly unknown[] {
  return ["records", collection];
}

/** Records of any collection may have changed: asks for those that are shown anew. */
export async function refreshRecords(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ["records"] });
}

/** Under this key are the chunks of a request. */
export function chunksKey(request: RecordsRequest): readonly unknown[] {
  return [...recordsKey(request.collection), "chunk", request];
}

/** The records at these positions: chunk 0 begins with the first. */
export function chunkQuery(request: RecordsRequest, chunk: number) {
  return queryOptions({
    queryKey: [...chunksKey(request), chunk],
    queryFn: ({ signal }) => fetchChunk(request, chunk, signal),
    // With other columns the same rows are there already, in part.
    placeholderData: () => findSameRows(request, chunk),
    // They change when told to, so that nothing moves while it is read.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: kept,
    refetchOnWindowFocus: false,
  });
}

/** How many records there are. Counting may take long, so that the rows do not wait for it. */
export function totalQuery({ collection, filter }: RecordsRequest) {
  return queryOptions({
    queryKey: [...recordsKey(collection), "total", filter],
    queryFn: async ({ signal }): Promise<number> => {
      const options: ListOptions = { filter, fields: "id", signal };
      const page = await client.collection(collection).getList(1, 1, options);
      return page.totalItems;
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}

/** The ids of the records from a position to before another, in the request's order. */
export async function fetchIds(
  request: RecordsRequest,
  { first, end }: { readonly first: number; readonly end: number },
): Promise<string[]> {
  const most = 1000;
  const idsOnly = { ...request, fields: "id", expand: "" };
  const ids: string[] = [];
  for (let page = Math.floor(first / most); page * most < end; page++) {
    const { items } = await list(idsOnly, { page: page + 1, perPage: most });
    const skipped = Math.max(0, first - page * most);
    ids.push(...items.slice(skipped, end - page * most).map(({ id }) => id));
    if (items.length < most) break;
  }
  return ids;
}

/** A record with all its values. */
export function fetchRecord(
  collection: string,
  id: string,
): Promise<RecordModel> {
  return client.collection(collection).getOne(id);
}

/** Reads on from a neighbour where there is one: that is fast, and fits to it whatever was created and deleted meanwhile. */
async function fetchChunk(
  request: RecordsRequest,
  chunk: number,
  signal: AbortSignal,
): Promise<Chunk> {
  const { next, previous } = await cursorsTo(request, chunk);
  signal.throwIfAborted();
  const cursor = next || previous;
  const found = await fetchPage(request, chunk, cursor, signal);
  // Before a neighbour there may be fewer by now than there were.
  const isShort = next === "" && found.rows.length < chunkSize;
  const read =
    cursor !== "" && isShort
      ? await fetchPage(request, chunk, "", signal)
      : found;
  noteEnd(request, chunk, read);
  return read;
}

async function fetchPage(
  request: RecordsRequest,
  chunk: number,
  cursor: string,
  signal: AbortSignal,
): Promise<Chunk> {
  const page = await list(request, {
    // A cursor names the place itself.
    page: cursor === "" ? chunk + 1 : 1,
    perPage: chunkSize,
    ...(hasCursors(request) && { cursor }),
    signal,
  });
  const { items: rows, nextCursor = "", prevCursor = "" } = page;
  return { rows, next: nextCursor, previous: prevCursor };
}

/**
 * Where neighbours say that a chunk begins, or ends; empty if they do not. One before it that is on its way is soon here,
 * and saves looking for the place.
 */
async function cursorsTo(
  request: RecordsRequest,
  chunk: number,
): Promise<{ readonly next: string; readonly previous: string }> {
  if (chunk === 0) return { next: "", previous: "" };
  const before = chunkQuery(request, chunk - 1);
  const after = chunkQuery(request, chunk + 1);
  if (queryClient.isFetching({ queryKey: before.queryKey, exact: true }) > 0) {
    await queryClient.fetchQuery(before).catch(() => undefined);
  }
  return {
    next: queryClient.getQueryData(before.queryKey)?.next ?? "",
    previous: queryClient.getQueryData(after.queryKey)?.previous ?? "",
  };
}

/** A chunk that is not full says how many records there are. */
function noteEnd(
  request: RecordsRequest,
  chunk: number,
  { rows: { length } }: Chunk,
): void {
  if (chunk === 0 || length === 0 || length === chunkSize) return;
  const { queryKey } = totalQuery(request);
  queryClient.setQueryData(queryKey, chunk * chunkSize + length);
}

/** Without an order of its own a list has no place to go on from: that of a view is its query's. */
function hasCursors({ sort }: RecordsRequest): boolean {
  return sort !== "";
}

function findSameRows(
  { collection, filter, sort }: RecordsRequest,
  chunk: number,
): Chunk | undefined {
  const queryKey = [
    ...recordsKey(collection),
    "chunk",
    { filter, sort },
    chunk,
  ];
  return queryClient
    .getQueriesData<Chunk>({ queryKey })
    .findLast(([, found]) => found !== undefined)?.[1];
}

/** What the server adds to a page that was asked for with a cursor. */
interface Cursors {
  readonly nextCursor?: string;
  readonly prevCursor?: string;
}

async function list(
  { collection, filter, sort, fields, expand }: RecordsRequest,
  {
    page,
    perPage,
    ...range
  }: {
    readonly page: number;
    readonly perPage: number;
    readonly cursor?: string;
    readonly signal?: AbortSignal;
  },
): Promise<{ readonly items: readonly RecordModel[] } & Cursors> {
  const form = { filter, sort, fields, expand, skipTotal: true };
  return client
    .collection(collection)
    .getList(page, perPage, { ...form, ...range });
}
