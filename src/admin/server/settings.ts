import {
  queryOptions,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import { client } from "./client.ts";
import { refreshHealth } from "./health.ts";
import { queryClient } from "./query-client.ts";
import { asSettings, type Settings } from "./settings-model.ts";

const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: async () => asSettings(await client.settings.getAll()),
});

/** The server's settings, without their secrets. */
export function useSettings(): UseQueryResult<Settings> {
  return useQuery(settingsQuery);
}

/**
 * Changes what of the settings is given, and keeps all others.
 *
 * @throws {ClientResponseError} a value is wrong, see its data
 */
export async function saveSettings(
  change: Readonly<Record<string, unknown>>,
): Promise<Settings> {
  const saved = asSettings(await client.settings.update(change));
  queryClient.setQueryData(settingsQuery.queryKey, saved);
  // What the server says of itself follows from them.
  void refreshHealth();
  return saved;
}

/** Whether the settings hide what changes collections, so that nobody does it by accident. */
export function useHidesControls(): boolean {
  return useSettings().data?.meta.hideControls ?? false;
}
