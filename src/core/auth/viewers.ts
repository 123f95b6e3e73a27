import { LRUCache } from "lru-cache";
import type { Bus } from "../../engines/bus/bus.ts";
import {
  type AuthCollection,
  isSuperusers,
} from "../collections/collection.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import type { Records } from "../records/records.ts";
import type { StoredRecord } from "../records/record.ts";
import { guest, type Viewer } from "../request.ts";
import { expiryOf, isSignedWith, parseToken } from "./json-web-token.ts";
import { tokenKeyOf } from "./tokens.ts";

/** Finds out whom a token belongs to. */
export interface Viewers {
  of(token: string): Viewer | Promise<Viewer>;
}

/** A token whose signature was verified with `key`; it is good for as long as that is still the record's key. */
interface VerifiedToken {
  readonly collectionId: string;
  readonly id: string;
  readonly key: string;
  /** Seconds since 1970. */
  readonly expiry: number;
}

interface KnownViewer {
  readonly viewer: Viewer;
  readonly key: string;
}

const maxTokens = 10_000;
const maxRecords = 10_000;

/**
 * Looks tokens up once: a verified token and the record it names stay in memory, so that a request with a login costs a
 * map look-up. A record is forgotten the moment that it changes, in this process (by the bus) or in another.
 */
export function createViewers(parts: {
  readonly bus: Bus;
  readonly collections: CollectionLookup;
  readonly records: Pick<Records, "find">;
}): Viewers {
  const { bus, collections, records } = parts;
  const tokens = new LRUCache<string, VerifiedToken>({ max: maxTokens });
  const known = new LRUCache<string, KnownViewer>({ max: maxRecords });
  // Counts changes, so that a record that was read before a change is not remembered after it.
  let changes = 0;

  bus.subscribe("records", (data) => {
    changes++;
    const { collectionId, id } = data as { collectionId: string; id: string };
    known.delete(`${collectionId}/${id}`);
  });
  const forgetAll = () => {
    changes++;
    known.clear();
  };
  bus.subscribe("collections", forgetAll);
  bus.subscribe("foreign-write", forgetAll);

  async function load(
    collection: AuthCollection,
    id: string,
  ): Promise<KnownViewer | undefined> {
    const before = changes;
    const record = await records.find(collection, id);
    if (record === undefined) return undefined;
    const key = tokenKeyOf(record, collection.authToken);
    if (key === undefined) return undefined;
    const found = { viewer: viewerFor(record), key };
    if (before === changes) known.set(`${collection.id}/${id}`, found);
    return found;
  }

  async function verify(token: string): Promise<Viewer> {
    const unverified = parseToken(token);
    if (unverified === undefined) return guest;
    const { id, collectionId, type } = unverified.claims;
    const expiry = expiryOf(unverified);
    if (
      type !== "auth" ||
      typeof id !== "string" ||
      typeof collectionId !== "string"
    )
      return guest;
    if (expiry <= Date.now() / 1000) return guest;
    const collection = collections.find(collectionId);
    if (collection?.type !== "auth" || collection.id !== collectionId)
      return guest;
    const found =
      known.get(`${collectionId}/${id}`) ?? (await load(collection, id));
    if (found === undefined || !isSignedWith(unverified, found.key))
      return guest;
    tokens.set(token, { collectionId, id, key: found.key, expiry });
    return found.viewer;
  }

  return {
    of(token) {
      const verified = tokens.get(token);
      if (verified === undefined) return verify(token);
      const record = known.get(`${verified.collectionId}/${verified.id}`);
      const stillGood =
        record?.key === verified.key && verified.expiry > Date.now() / 1000;
      return stillGood ? record.viewer : verify(token);
    },
  };
}

/** The viewer that a login as this record makes. */
export function viewerFor(record: StoredRecord): Viewer {
  return {
    kind: isSuperusers(record.collection) ? "superuser" : "record",
    record,
  };
}
