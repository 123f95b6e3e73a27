import type { App } from "../../../src/core/app.ts";
import { viewerFor } from "../../../src/core/auth/tokens/viewers.ts";
import type { Collection } from "../../../src/core/collections/collection.ts";
import type { Realtime } from "../../../src/core/realtime/realtime.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import {
  guest,
  type RequestInfo,
  serverRequest,
} from "../../../src/core/request.ts";
import { openTempApp } from "../../support/temp-app.ts";

/** An event as a client gets it. */
export interface Heard {
  readonly event: string;
  readonly action: string;
  readonly record: Readonly<Record<string, unknown>>;
}

/** A client that keeps what it hears. */
export interface Listener {
  readonly id: string;
  /** All that has come, but for what the tests themselves need. */
  readonly heard: Heard[];
  /** The actions and titles (or names) of what has come. */
  readonly told: () => readonly string[];
  subscribe(subscriptions: readonly string[], as?: StoredRecord): Promise<void>;
  disconnect(): void;
  /** Resolves when the connection has ended. */
  readonly ended: Promise<void>;
}

/** An app, and those who listen to it. */
export interface Listening {
  readonly app: App;
  readonly realtime: Realtime;
  /** Makes a collection; rules are open to everyone unless said otherwise. */
  define(input: Readonly<Record<string, unknown>>): Promise<Collection>;
  add(name: string, body: Body): Promise<StoredRecord>;
  change(record: StoredRecord, body: Body): Promise<void>;
  remove(record: StoredRecord): Promise<void>;
  /** A user of `users`. */
  user(name: string, body?: Body): Promise<StoredRecord>;
  superuser(): Promise<StoredRecord>;
  listen(
    subscriptions: readonly string[],
    as?: StoredRecord,
  ): Promise<Listener>;
  /** Resolves when all that was committed by now has been judged and sent. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export type Body = Readonly<Record<string, unknown>>;

const openRules = {
  listRule: "",
  viewRule: "",
  createRule: "",
  updateRule: "",
  deleteRule: "",
};

const password = "1234567890";
/** A topic that every listener has besides its own, so that tests know when all before it has come. */
const marker = "the-tests-marker";

/** @param realtimeOf makes another realtime than the app's own */
export async function openListening(
  realtimeOf: (app: App) => Realtime = ({ realtime }) => realtime,
): Promise<Listening> {
  const temp = await openTempApp();
  const { app } = temp;
  const realtime = realtimeOf(app);
  const users = collectionOf(app, "users");
  await app.collections.update("users", {
    fields: users.fields.map((field) =>
      field.type === "password" ? { ...field, cost: 4 } : field,
    ),
  });
  let witnessed = Promise.withResolvers<void>();
  const witness = await realtime.connect(
    requestBy(undefined),
    () => {
      witnessed.resolve();
      return true;
    },
    () => {},
  );
  await realtime.subscribe(
    requestBy(undefined, { clientId: witness.id, subscriptions: [marker] }),
  );

  const add = async (name: string, body: Body) => {
    const collection = collectionOf(app, name);
    const { id } = await app.records.create(collection, undefined, {
      ...serverRequest,
      body,
    });
    const stored = await app.records.find(collection, String(id));
    if (stored === undefined) throw new Error(`no record in ${name}`);
    return stored;
  };
  const addLogin = (name: string, login: string, body: Body) =>
    add(name, {
      email: `${login}@example.com`,
      password,
      passwordConfirm: password,
      ...body,
    });
  return {
    app,
    realtime,
    define: (input) =>
      app.collections.create({ type: "base", ...openRules, ...input }),
    add,
    async change({ collection, id }, body) {
      const request = { ...serverRequest, body };
      await app.records.update(collection, id, undefined, request);
    },
    remove: ({ collection, id }) =>
      app.records.remove(collection, id, serverRequest),
    user: (name, body = {}) => addLogin("users", name, { name, ...body }),
    superuser: () => addLogin("_superusers", crypto.randomUUID(), {}),
    listen: (subscriptions, as) => listenTo(realtime, subscriptions, as),
    async settled() {
      realtime.broadcast(marker, {});
      await witnessed.promise;
      witnessed = Promise.withResolvers<void>();
    },
    async close() {
      realtime.close();
      await temp.close();
    },
  };
}

async function listenTo(
  realtime: Realtime,
  subscriptions: readonly string[],
  as: StoredRecord | undefined,
): Promise<Listener> {
  const heard: Heard[] = [];
  const ended = Promise.withResolvers<void>();
  const client = await realtime.connect(
    requestBy(undefined),
    ({ event, data }) => {
      heard.push({ event, ...(JSON.parse(data) as Omit<Heard, "event">) });
      return true;
    },
    ended.resolve,
  );
  const subscribe = (wanted: readonly string[], who?: StoredRecord) =>
    realtime.subscribe(
      requestBy(who, { clientId: client.id, subscriptions: wanted }),
    );
  await subscribe(subscriptions, as);
  return {
    id: client.id,
    heard,
    told: () =>
      heard.map(
        ({ action, record }) =>
          `${action} ${String(record["title"] ?? record["name"])}`,
      ),
    subscribe,
    disconnect: () => client.disconnect(),
    ended: ended.promise,
  };
}

/** A request from one address. */
export function requestBy(
  who: StoredRecord | undefined,
  body: Body = {},
): RequestInfo {
  return {
    ...serverRequest,
    viewer: who === undefined ? guest : viewerFor(who),
    address: "10.0.0.1",
    method: "POST",
    body,
  };
}

/** A subscription with options. */
export function withOptions(
  topic: string,
  query: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, unknown>> = {},
): string {
  const options = JSON.stringify({ query, headers });
  return `${topic}?options=${encodeURIComponent(options)}`;
}

export function collectionOf(app: App, name: string): Collection {
  const found = app.collections.find(name);
  if (found === undefined) throw new Error(`no collection ${name}`);
  return found;
}
