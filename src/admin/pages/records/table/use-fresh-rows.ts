import { useEffect, useEffectEvent } from "react";
import { queryClient } from "../../../server/query-client.ts";
import { recordsKey } from "../../../server/records.ts";

/** Rows that are still known from an earlier visit show at once, and are then asked for anew. */
export function useFreshRows(
  collection: string,
  reload: () => Promise<void>,
): void {
  const reloadNow = useEffectEvent(reload);
  useEffect(() => {
    const known = queryClient.getQueriesData({
      queryKey: recordsKey(collection),
    });
    if (known.some(([, data]) => data !== undefined)) void reloadNow();
  }, [collection]);
}
