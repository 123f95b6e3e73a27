import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { client } from "../../../server/client.ts";
import { logsKey } from "./use-entries.ts";

/** How many entries an hour has. */
export interface HourCount {
  /** The hour's first moment, in seconds. */
  readonly time: number;
  readonly count: number;
}

/** Milliseconds between two counts while new entries are followed. */
const pace = 15_000;

/** How many entries each hour has, the first hour first; hours without any are left out. */
export function useStatistics(filter: string, isFollowing: boolean) {
  return useQuery({
    queryKey: [...logsKey, "statistics", filter],
    queryFn: async ({ signal }): Promise<readonly HourCount[]> => {
      const hours = await client.logs.getStats({ filter, signal });
      return hours.map(({ date, total }) => ({
        time: Date.parse(date.replace(" ", "T")) / 1000,
        count: total,
      }));
    },
    placeholderData: keepPreviousData,
    refetchInterval: isFollowing ? pace : false,
    gcTime: 0,
  });
}

/** How many entries a filter finds. */
export function useCount(filter: string, isWanted: boolean) {
  return useQuery({
    queryKey: [...logsKey, "count", filter],
    queryFn: async ({ signal }): Promise<number> => {
      const page = await client.logs.getList(1, 1, {
        filter,
        fields: "id",
        signal,
      });
      return page.totalItems;
    },
    enabled: isWanted,
    placeholderData: keepPreviousData,
    gcTime: 0,
  }).data;
}
