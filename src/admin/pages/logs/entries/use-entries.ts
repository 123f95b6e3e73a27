import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
} from "@tanstack/react-query";
import { useMemo } from "react";
import { client } from "../../../server/client.ts";
import { asEntry, type LogEntry } from "./log-entry.ts";

/** Under this key is all that was asked about the logs. */
export const logsKey = ["logs"] as const;

/** The newest first. */
export const newestFirst = "-@rowid";

/** What entries to ask for, and in which order. */
export interface LogsRequest {
  readonly filter: string;
  readonly sort: string;
}

/** Entries that are asked for at once. */
const perPage = 100;

interface Place {
  readonly page: number;
  /** When the newest entry of the first page was written: later ones would push all others back. Empty for the first page. */
  readonly until: string;
}

const start: Place = { page: 1, until: "" };

/** Entries of the log, a page after the other. */
export function useEntries(request: LogsRequest) {
  const query = useInfiniteQuery({
    queryKey: [...logsKey, "list", request],
    queryFn: ({ pageParam, signal }) => fetchPage(request, pageParam, signal),
    initialPageParam: start,
    getNextPageParam: (last: readonly LogEntry[], pages, { page }: Place) =>
      last.length < perPage
        ? undefined
        : { page: page + 1, until: pages[0]?.[0]?.created ?? "" },
    placeholderData: keepPreviousData<InfiniteData<readonly LogEntry[], Place>>,
    // Only newer entries may come, and these are followed.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const pages = query.data?.pages;
  const entries = useMemo(() => withoutTwins((pages ?? []).flat()), [pages]);
  return { ...query, entries };
}

export async function fetchPage(
  { filter, sort }: LogsRequest,
  { page, until }: Place,
  signal: AbortSignal,
  count: number = perPage,
): Promise<readonly LogEntry[]> {
  const isByTime = sort === newestFirst;
  const past = until === "" || !isByTime ? "" : `created <= "${until}"`;
  const whole = [filter, past].filter(Boolean).map((one) => `(${one})`);
  const { items } = await client.logs.getList(page, count, {
    filter: whole.join(" && "),
    sort,
    skipTotal: true,
    signal,
  });
  return items.map(asEntry);
}

/** An entry that was written in the same millisecond as the newest may come once more. */
export function withoutTwins(
  entries: readonly LogEntry[],
): readonly LogEntry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return byId.size === entries.length ? entries : [...byId.values()];
}
