import { LRUCache } from "lru-cache";
import type { Bus } from "../../../engines/bus/bus.ts";
import {
  type AuthCollection,
  isSuperusers,
} from "../../collections/collection.ts";
import type { CollectionLookup } from "../../collections/lookup.ts";
import type { Records } from "../../records/records.ts";
import type { StoredRecord } from "../../records/record.ts";
import { isInstaller } from "../../records/installer-account.ts";
import { guest, type Viewer } from "../../request.ts";
import { expiryOf, isSignedWith } from "./json-web-token.ts";
import { readToken, tokenKeyOf } from "./tokens.ts";

/** Finds out whom a token belongs to. */
export interface Viewers {
  of(token: string): Viewer | Promise<Viewer>;
}

/** A token whose signature was verified with `key`; it is good for as long as that is still the record's key. */
interface KnownToken {
  /** Whose it is, in the words of `nameOf`. */
  readonly name: string;
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
  const tokens = new LRUCache<string, KnownToken>({ max: maxTokens });
  const known = new LRUCache<string, KnownViewer>({ max: maxRecords });
  // Counts changes, so that a record that was read before a change is not remembered after it.
  let changes = 0;

  bus.subscribe("records", (data) => {
    changes++;
    const { collectionId, id } = data as { collectionId: string; id: string };
    known.delete(nameOf(collectionId, id));
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
    // The installer's account may go by another process, and its link must be dead then, not some moments later.
    if (before === changes && !isInstaller(record)) {
      known.set(nameOf(collection.id, id), found);
    }
    return found;
  }

  async function verify(text: string): Promise<Viewer> {
    const claimed = readToken(collections, text, "auth");
    if (claimed === undefined) return guest;
    const { token, collection, id } = claimed;
    const name = nameOf(collection.id, id);
    const found = known.get(name) ?? (await load(collection, id));
    if (found === undefined || !isSignedWith(token, found.key)) return guest;
    tokens.set(text, { name, key: found.key, expiry: expiryOf(token) });
    return found.viewer;
  }

  return {
    of(text) {
      const token = tokens.get(text);
      if (token === undefined) return verify(text);
      const record = known.get(token.name);
      const isStillGood =
        record?.key === token.key && token.expiry > Date.now() / 1000;
      return isStillGood ? record.viewer : verify(text);
    },
  };
}

function nameOf(collectionId: string, id: string): string {
  return `${collectionId}/${id}`;
}

/** The viewer that a login as this record makes. */
export function viewerFor(record: StoredRecord): Viewer {
  return {
    kind: isSuperusers(record.collection) ? "superuser" : "record",
    record,
  };
}
