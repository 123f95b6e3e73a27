import { verifyToken } from "../auth/tokens/tokens.ts";
import { viewerFor } from "../auth/tokens/viewers.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import type { StoredRecord } from "../records/record.ts";
import type { Records } from "../records/records.ts";
import { deriveRequest, guest, type RequestInfo } from "../request.ts";

/**
 * Whether the bearer of a file token may see a record, and so its protected files. Who is logged in otherwise does not count: a
 * file's address is opened by pages, which send no login with it.
 */
export async function mayReadProtected(
  parts: {
    readonly collections: CollectionLookup;
    readonly records: Pick<Records, "find" | "passes">;
  },
  record: StoredRecord,
  token: string,
  request: RequestInfo,
): Promise<boolean> {
  const { viewRule } = record.collection;
  const verified =
    token === "" ? undefined : await verifyToken(parts, token, "file");
  const viewer = verified === undefined ? guest : viewerFor(verified.record);
  if (viewer.kind === "superuser" || viewRule === "") return true;
  if (viewRule === null) return false;
  const asked = deriveRequest(request, { viewer, context: "protectedFile" });
  return parts.records.passes(record, viewRule, asked);
}
