import { viewerFor } from "../auth/tokens/viewers.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import type { RecordEvent } from "../records/record-events.ts";
import type { StoredRecord } from "../records/record.ts";
import type { Records } from "../records/records.ts";
import { guest, type Viewer } from "../request.ts";
import type { Client } from "./client.ts";

/** A record that clients are logged in as. */
export interface Login {
  readonly key: string;
  /** As it stands now. */
  record: StoredRecord;
  viewer: Viewer;
  readonly clients: Set<Client>;
}

/** How a login of this record is called among all. */
export function loginKey(collectionId: string, id: string): string {
  return `${collectionId}/${id}`;
}

/**
 * Who the clients are. A login goes the moment that its record is deleted or its tokens end; until then its record is
 * always the fresh one. Clients that lose their login stay connected, as guests.
 */
export class Logins {
  readonly #collections: CollectionLookup;
  readonly #records: Pick<Records, "find">;
  readonly #logins = new Map<string, Login>();
  #changes = 0;

  constructor(parts: {
    readonly collections: CollectionLookup;
    readonly records: Pick<Records, "find">;
  }) {
    this.#collections = parts.collections;
    this.#records = parts.records;
  }

  /** The login of those who are this record, if there are any. */
  find({ collection, id }: StoredRecord): Login | undefined {
    return this.#logins.get(loginKey(collection.id, id));
  }

  /** Makes the client a guest. */
  release(client: Client): void {
    const { login } = client;
    if (login === undefined) return;
    client.login = undefined;
    login.clients.delete(client);
    if (login.clients.size === 0) this.#logins.delete(login.key);
  }

  /**
   * Makes the client who a request's viewer is, or a guest if that login has ended since the request came in.
   *
   * @param admit refuses by throwing; called with the viewer as it stands, in the turn in which the client becomes it
   */
  async identify(
    client: Client,
    viewer: Viewer,
    admit: (viewer: Viewer) => void,
  ): Promise<void> {
    const claimed = viewer.kind === "guest" ? undefined : viewer.record;
    if (claimed === undefined) {
      admit(guest);
      this.release(client);
      return;
    }
    for (;;) {
      const before = this.#changes;
      const found = await this.#records.find(claimed.collection, claimed.id);
      // What was read is not to be trusted if something has changed meanwhile.
      if (before !== this.#changes) continue;
      const isGood = found !== undefined && areTokensGood(claimed, found);
      admit(isGood ? viewerFor(found) : guest);
      this.release(client);
      if (isGood) this.#logIn(client, found);
      return;
    }
  }

  /** A record has changed. */
  noteRecord({ collectionId, id, action, record }: RecordEvent): void {
    this.#changes++;
    const login = this.#logins.get(loginKey(collectionId, id));
    if (login === undefined) return;
    const collection = this.#collections.find(collectionId);
    const values = action === "delete" ? undefined : record;
    this.#replace(
      login,
      collection && values && { id: login.record.id, collection, values },
    );
  }

  /** Collections have changed, or are gone. */
  noteCollections(ids: readonly string[]): void {
    this.#changes++;
    const changed = new Set(ids);
    for (const login of this.#logins.values()) {
      const { record } = login;
      if (!changed.has(record.collection.id)) continue;
      const collection = this.#collections.find(record.collection.id);
      this.#replace(login, collection && { ...record, collection });
    }
  }

  /** Another process has written to the database: nothing is known of what. */
  async readAgain(): Promise<void> {
    this.#changes++;
    for (const login of this.#logins.values()) {
      const known = login.record;
      const stored = await this.#records.find(known.collection, known.id);
      // What was announced meanwhile is newer.
      if (login.record === known) this.#replace(login, stored);
    }
  }

  #logIn(client: Client, record: StoredRecord): void {
    const key = loginKey(record.collection.id, record.id);
    let login = this.#logins.get(key);
    if (login === undefined) {
      login = { key, record, viewer: viewerFor(record), clients: new Set() };
      this.#logins.set(key, login);
    }
    renew(login, record);
    login.clients.add(client);
    client.login = login;
  }

  #replace(login: Login, record: StoredRecord | undefined): void {
    if (record !== undefined && areTokensGood(login.record, record)) {
      renew(login, record);
      return;
    }
    for (const client of login.clients) this.release(client);
  }
}

function renew(login: Login, record: StoredRecord): void {
  login.record = record;
  login.viewer = viewerFor(record);
}

/** Whether tokens of the record as it was are good for it as it is. */
function areTokensGood(before: StoredRecord, now: StoredRecord): boolean {
  const [past, present] = [before.collection, now.collection];
  return (
    past.type === "auth" &&
    present.type === "auth" &&
    past.authToken.secret === present.authToken.secret &&
    before.values["tokenKey"] === now.values["tokenKey"]
  );
}
