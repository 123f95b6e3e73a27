import { isSuperuserAddress } from "../auth/is-superuser-address.ts";
import { verifyToken } from "../auth/tokens/tokens.ts";
import { viewerFor } from "../auth/tokens/viewers.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import type { StoredRecord } from "../records/record.ts";
import type { Records } from "../records/records.ts";
import {
  deriveRequest,
  guest,
  type RequestInfo,
  type Viewer,
} from "../request.ts";
import type { Settings } from "../settings/settings.ts";

/**
 * Whether the bearer of a file token may see a record, and so its protected files. Who is logged in otherwise does not count: a
 * file's address is opened by pages, which send no login with it.
 */
export async function mayReadProtected(
  parts: {
    readonly collections: CollectionLookup;
    readonly records: Pick<Records, "find" | "passes">;
    readonly settings: Settings;
  },
  record: StoredRecord,
  token: string,
  request: RequestInfo,
): Promise<boolean> {
  const { viewRule } = record.collection;
  const verified =
    token === "" ? undefined : await verifyToken(parts, token, "file");
  let viewer: Viewer = guest;
  if (verified !== undefined) {
    const bearer = viewerFor(verified.record);
    const mayCome =
      bearer.kind !== "superuser" ||
      isSuperuserAddress(parts.settings, request.address);
    if (mayCome) viewer = bearer;
  }
  if (viewer.kind === "superuser" || viewRule === "") return true;
  if (viewRule === null) return false;
  const asked = deriveRequest(request, { viewer, context: "protectedFile" });
  return parts.records.passes(record, viewRule, asked);
}
