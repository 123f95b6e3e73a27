import { useQuery } from "@tanstack/react-query";
import { client } from "../../../server/client.ts";
import { queryClient } from "../../../server/query-client.ts";
import { joined } from "./logs-filter.ts";
import { asEntry, type LogEntry } from "./log-entry.ts";
import { newerThan } from "./newer-than.ts";
import { logsKey, newestFirst } from "./use-entries.ts";

/** Milliseconds between two looks for new entries. */
const pace = 2_500;

/** New entries that are asked for at once. */
const mostAtOnce = 500;

/** New entries that are held; with more, the list begins anew. */
const mostHeld = 2_000;

const none: readonly LogEntry[] = [];

/**
 * Entries that are written from now on, the newest first: the server is asked for them every few seconds while the page is seen.
 *
 * @param filter which entries
 * @param newest the newest of those that are there already; undefined if there are none
 * @param isOn false: none are asked for, those that have come stay
 */
export function useFollowed(
  filter: string,
  newest: LogEntry | undefined,
  isOn: boolean,
): readonly LogEntry[] {
  const key = [...logsKey, "followed", filter, newest?.id ?? ""];
  const { data = none } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const held = queryClient.getQueryData<readonly LogEntry[]>(key) ?? none;
      const last = held[0] ?? newest;
      const since = last && `created >= "${last.created}"`;
      const { items } = await client.logs.getList(1, mostAtOnce, {
        filter: joined([filter, since ?? ""]),
        sort: newestFirst,
        skipTotal: true,
        signal,
      });
      const known = new Set([...held.map(({ id }) => id), newest?.id]);
      const fresh = newerThan(items.map(asEntry), known);
      if (
        fresh.length === mostAtOnce ||
        held.length + fresh.length > mostHeld
      ) {
        // There is a gap, or too much to hold.
        void queryClient.resetQueries({ queryKey: [...logsKey, "list"] });
        return none;
      }
      return fresh.length === 0 ? held : [...fresh, ...held];
    },
    enabled: isOn,
    refetchInterval: pace,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: true,
    staleTime: pace,
    gcTime: 0,
    retry: false,
  });
  return data;
}
