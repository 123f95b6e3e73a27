import {
  useQueries,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import type { RecordModel } from "pocketbase";
import { useCallback, useEffect, useMemo } from "react";
import { queryClient } from "../../../server/query-client.ts";
import {
  type Chunk,
  chunkQuery,
  chunkSize,
  chunksKey,
  totalQuery,
} from "../../../server/records.ts";
import type { RecordsRequest } from "../../../server/records-request.ts";
import type { LoadedChunk } from "./live-marks.ts";
import {
  chunksOf,
  type RowRange,
} from "../../../components/scrolling/row-range.ts";
import { dragging, useSettledChunks } from "./use-settled-chunks.ts";
import type { TableScroll } from "../../../components/scrolling/use-table-scroll.ts";

/** The records of a request by their positions, as far as they are loaded. */
export interface Rows {
  readonly at: (position: number) => RecordModel | undefined;
  readonly error: Error | undefined;
  /** Whether nothing is known yet, not even that there is nothing. */
  readonly isPending: boolean;
}

/** Loads the rows that are near the view, and lets go of requests for those that were scrolled past. */
export function useRows(
  request: RecordsRequest,
  range: RowRange,
  scroll: Pick<TableScroll, "onScroll" | "firstInView">,
): Rows {
  useHeadStart(request, scroll);
  const chunks = useSettledChunks(chunksOf(range, chunkSize));
  const { loaded, error } = useQueries({
    queries: chunks.map((chunk) => chunkQuery(request, chunk)),
    combine,
  });
  const byChunk = useMemo(
    () => new Map(chunks.map((chunk, at) => [chunk, loaded[at]])),
    [chunks, loaded],
  );
  const at = useCallback(
    (position: number) =>
      byChunk.get(Math.floor(position / chunkSize))?.rows[position % chunkSize],
    [byChunk],
  );
  return {
    at,
    error,
    isPending: at(range.first) === undefined && at(range.end - 1) === undefined,
  };
}

/** After a jump, asks for the rows there before the table has rendered anything. */
function useHeadStart(
  request: RecordsRequest,
  { onScroll, firstInView }: Pick<TableScroll, "onScroll" | "firstInView">,
): void {
  useEffect(() => {
    let last = Math.floor(firstInView() / chunkSize);
    let jumpedAt = 0;
    return onScroll(() => {
      const chunk = Math.floor(firstInView() / chunkSize);
      if (Math.abs(chunk - last) > 1) {
        const now = performance.now();
        if (now - jumpedAt > dragging) {
          void queryClient.prefetchQuery(chunkQuery(request, chunk));
        }
        jumpedAt = now;
      }
      last = chunk;
    });
  }, [request, onScroll, firstInView]);
}

/** How many records there are: as counted, or meanwhile as many as are loaded at the top. Undefined before anything is known. */
export function useRowCount(request: RecordsRequest): {
  readonly count: number | undefined;
  readonly isCounted: boolean;
} {
  const first = useQuery(chunkQuery(request, 0)).data?.rows.length;
  const isAll = first !== undefined && first < chunkSize;
  const total = useQuery({
    ...totalQuery(request),
    enabled: first !== undefined && !isAll,
  }).data;
  if (isAll) return { count: first, isCounted: true };
  return { count: total ?? first, isCounted: total !== undefined };
}

/** All rows of a request that are loaded, whether they are near the view or were before. */
export function loadedChunks(request: RecordsRequest): LoadedChunk[] {
  return queryClient
    .getQueriesData<Chunk>({ queryKey: chunksKey(request) })
    .flatMap(([key, chunk]) => (chunk === undefined ? [] : [{ key, chunk }]));
}

/** Loads anew what is near the view, and forgets the rest. */
export async function reloadRows(request: RecordsRequest): Promise<void> {
  const { queryKey } = totalQuery(request);
  queryClient.removeQueries({ queryKey: chunksKey(request), type: "inactive" });
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: chunksKey(request) }),
    queryClient.invalidateQueries({ queryKey }),
  ]);
}

/** Looks again at what is near the view and was loaded before now. */
export async function recheckRows(request: RecordsRequest): Promise<void> {
  const now = Date.now();
  await queryClient.refetchQueries({
    queryKey: chunksKey(request),
    type: "active",
    predicate: ({ state }) => state.dataUpdatedAt < now,
  });
}

function combine(results: UseQueryResult<Chunk>[]): {
  readonly loaded: readonly (Chunk | undefined)[];
  readonly error: Error | undefined;
} {
  return {
    loaded: results.map(({ data }) => data),
    error: results.find(({ error }) => error !== null)?.error ?? undefined,
  };
}
