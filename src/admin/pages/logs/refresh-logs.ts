import { queryClient } from "../../server/query-client.ts";
import { logsKey } from "./entries/use-entries.ts";

/** Begins the list and the chart anew. */
export async function refreshLogs(): Promise<void> {
  await Promise.all([
    queryClient.resetQueries({ queryKey: [...logsKey, "list"] }),
    queryClient.invalidateQueries({ queryKey: [...logsKey, "statistics"] }),
    queryClient.invalidateQueries({ queryKey: [...logsKey, "count"] }),
  ]);
}
