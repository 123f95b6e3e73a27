import type { AuthCollection, Collection } from "../collections/collection.ts";
import { formatTime } from "../collections/fields/date-time.ts";
import type { Records } from "../records/records.ts";
import type { StoredRecord } from "../records/record.ts";
import { textOf } from "../records/record-shape.ts";
import { type RequestInfo, serverRequest } from "../request.ts";
import type { AuthParts } from "./auth-parts.ts";
import { createdAt, loginRows, ownerColumns, removeRow } from "./login-rows.ts";
import { hasSameKey } from "./tokens/tokens.ts";

/** How many places of a record are remembered. */
const maxOrigins = 5;
/** Characters of the user agent that count. */
const maxAgent = 200;

/** Where a login comes from. */
interface Place {
  readonly address: string;
  readonly agent: string;
  readonly fingerprint: string;
}

/**
 * Remembers where a login came from, and mails the record's owner when that is a new place; its first one is new to nobody.
 * Only where the collection has such alerts on. Never fails a login: what goes wrong is logged. The mail is sent after the
 * answer; if that fails, the place is forgotten, so that the next login from there is told of.
 */
export async function noteOrigin(
  parts: AuthParts,
  collection: AuthCollection,
  record: StoredRecord,
  request: RequestInfo,
): Promise<void> {
  if (!collection.authAlert.enabled) return;
  const { records, collections, background, mail, log } = parts;
  try {
    const place = placeOf(request);
    const origins = loginRows(collections, "_authOrigins");
    const { isAlarming } = await records.transaction((tx) =>
      note(tx, origins, collection, record, place),
    );
    if (!isAlarming || textOf(record.values["email"]) === "") return;
    const info = describePlace(place);
    const forgetPlace = () =>
      forget(records, origins, collection, record, place);
    try {
      background.run("mailing a login alert", async () => {
        try {
          await mail.authAlert(record, info);
        } catch (error) {
          await forgetPlace();
          throw error;
        }
      });
    } catch (error) {
      // Too much is waiting, maybe because someone wants no alert sent.
      await forgetPlace();
      throw error;
    }
  } catch (error) {
    const { id } = record;
    log.error("the origin of a login could not be noted", {
      collection: collection.name,
      id,
      error,
    });
  }
}

function placeOf({ address, headers }: RequestInfo): Place {
  const given = headers["user_agent"] ?? "";
  const agent =
    given.length > maxAgent ? `${given.slice(0, maxAgent)}...` : given;
  // Not for security: folders from PocketBase have these.
  const fingerprint = new Bun.CryptoHasher("md5").update(address + agent);
  return { address, agent, fingerprint: fingerprint.digest("hex") };
}

/** Date, address and user agent, as the mail shows them. */
function describePlace({ address, agent }: Place): string {
  return `${formatTime(Date.now())} - ${address} ${agent}`;
}

/** Notes the place or that it was seen again, in one transaction: of logins at the same time one is the first. */
async function note(
  records: Records,
  origins: Collection,
  collection: AuthCollection,
  record: StoredRecord,
  { fingerprint }: Place,
): Promise<{ readonly isAlarming: boolean }> {
  const current = await records.find(collection, record.id);
  // A new password forgets all places: a login with the old one must not bring its own back.
  if (!hasSameKey(current, record)) return { isAlarming: false };
  const owner = ownerColumns(collection, record.id);
  const known = await records.findAllBy(origins, owner);
  const same = known.find((one) => one.values["fingerprint"] === fingerprint);
  if (same !== undefined) {
    // Sets `updated`.
    await records.amend(origins, same.id, () => ({}));
    return { isAlarming: false };
  }
  const oldestFirst = known.toSorted(
    (one, other) => createdAt(one) - createdAt(other),
  );
  for (const one of oldestFirst.slice(
    0,
    Math.max(0, known.length + 1 - maxOrigins),
  ))
    await removeRow(records, one);
  const body = { ...owner, fingerprint };
  await records.create(origins, undefined, { ...serverRequest, body });
  return { isAlarming: known.length > 0 };
}

async function forget(
  records: Records,
  origins: Collection,
  collection: AuthCollection,
  record: StoredRecord,
  { fingerprint }: Place,
): Promise<void> {
  const owner = ownerColumns(collection, record.id);
  const rows = await records.findAllBy(origins, { ...owner, fingerprint });
  for (const row of rows) await removeRow(records, row);
}
