import { fetchIds } from "../../../server/records.ts";
import type { RecordsRequest } from "../../../server/records-request.ts";
import type { Selection } from "./selection.ts";

/** The ids of the records that are selected; those of all are asked for. */
export async function selectedIds(
  { kind, ids }: Selection,
  request: RecordsRequest,
): Promise<readonly string[]> {
  if (kind === "these") return [...ids];
  const all = await fetchIds(request, {
    first: 0,
    end: Number.MAX_SAFE_INTEGER,
  });
  return all.filter((id) => !ids.has(id));
}
