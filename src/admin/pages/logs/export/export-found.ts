import { toast } from "../../../components/overlays/toasts.tsx";
import { describeProblem } from "../../../server/problem.ts";
import { fill } from "../../../text/index.ts";
import { logsText } from "../../../text/logs.ts";
import type { LogsRequest } from "../entries/use-entries.ts";
import { fetchFound, mostExported, saveJson } from "./save-entries.ts";

/** Saves all entries that are found, and says how that goes. */
export async function exportFound(request: LogsRequest): Promise<void> {
  const { running, cut } = logsText.export;
  toast.plain(running);
  try {
    const entries = await fetchFound(request);
    saveJson(entries);
    if (entries.length >= mostExported) {
      toast.plain(fill(cut, { count: entries.length.toLocaleString("en") }));
    }
  } catch (error) {
    toast.bad(describeProblem(error).message);
  }
}
