import type { QueryKey } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { queryClient } from "../../../server/query-client.ts";
import { chunksKey, totalQuery } from "../../../server/records.ts";
import type { RecordsRequest } from "../../../server/records-request.ts";

/** Milliseconds for which rows are taken for what was loaded for this very visit. */
const fresh = 1000;

/**
 * Rows that are still known from an earlier visit show at once, and are then asked for anew: nobody has told what became of
 * them meanwhile.
 */
export function useFreshRows(
  request: RecordsRequest,
  reload: () => Promise<void>,
): void {
  const reloadNow = useEffectEvent(reload);
  // The same is asked for in another object when columns change places.
  const rows = JSON.stringify(chunksKey(request));
  const total = JSON.stringify(totalQuery(request).queryKey);
  useEffect(() => {
    const queryKey = JSON.parse(rows) as QueryKey;
    const oldest = Date.now() - fresh;
    const known = queryClient.getQueryCache().findAll({ queryKey });
    const isOld = known.some(
      ({ state: { data, dataUpdatedAt, fetchStatus } }) =>
        data !== undefined && dataUpdatedAt < oldest && fetchStatus === "idle",
    );
    if (isOld) void reloadNow();
    return () => outdate(queryKey);
  }, [rows]);
  useEffect(() => () => outdate(JSON.parse(total) as QueryKey), [total]);
}

/** Whoever shows it next loads it anew, before it is shown if there is time. */
function outdate(queryKey: QueryKey): void {
  void queryClient.invalidateQueries({ queryKey, refetchType: "none" });
}
