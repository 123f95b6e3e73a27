import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { client } from "./client.ts";
import { queryClient } from "./query-client.ts";

/** What the server says of itself to superusers. */
export interface Health {
  /** Whether no backup is being made or restored. */
  readonly canBackup: boolean;
  /** The address that this browser's requests come from, for the server. */
  readonly realIP: string;
  /** A header in them that a proxy may have set, or empty. */
  readonly possibleProxyHeader: string;
  /** Names of the other systems' APIs that are on, by the settings or by a flag. */
  readonly apis: readonly string[];
}

const queryKey = ["health"];

/** Milliseconds between two looks: while a backup is being made or restored, and while none is. */
const [often, seldom] = [1_000, 15_000];

/** How the server is; `isWatched`: asked again and again. */
export function useHealth({ isWatched = false } = {}): UseQueryResult<Health> {
  return useQuery({
    queryKey,
    queryFn: fetchHealth,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      isWatched && (state.data?.canBackup === false ? often : seldom),
  });
}

/** Asks anew, where it is shown. */
export function refreshHealth(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey });
}

async function fetchHealth(): Promise<Health> {
  const { data } = await client.health.check();
  return {
    canBackup: data["canBackup"] !== false,
    realIP: String(data["realIP"] ?? ""),
    possibleProxyHeader: String(data["possibleProxyHeader"] ?? ""),
    apis: Array.isArray(data["apis"]) ? data["apis"].map(String) : [],
  };
}
