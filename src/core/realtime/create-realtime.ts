import type { Bus } from "../../engines/bus/bus.ts";
import type { Auth } from "../auth/auth.ts";
import { randomLetters } from "../collections/random-text.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import { Forbidden, Invalid, NotFound, TooMany } from "../errors.ts";
import type { Hooks } from "../hooks/hooks.ts";
import type { Logger } from "../logs/logger.ts";
import { type RecordEvent, recordsTopic } from "../records/record-events.ts";
import type { Records } from "../records/records.ts";
import { guest, type RequestInfo, type Viewer } from "../request.ts";
import { Client } from "./client.ts";
import { EventQueue } from "./event-queue.ts";
import { defaultLimits, type RealtimeLimits } from "./limits.ts";
import { loginKey, Logins } from "./logins.ts";
import { Pace } from "../pace.ts";
import { RecordFeed } from "./record-feed.ts";
import type { Realtime, RealtimeMessage } from "./realtime.ts";
import { Shares } from "./shares.ts";
import { parseSubscribeForm } from "./subscribe-form.ts";
import { Subscriptions } from "./subscriptions.ts";

/** What live updates work with. */
export interface RealtimeParts {
  readonly bus: Bus;
  readonly hooks: Hooks;
  readonly collections: CollectionLookup;
  readonly records: Pick<Records, "find" | "matches" | "present">;
  readonly auth: Pick<Auth, "oauth2Redirects">;
  readonly log: Logger;
}

/** The bus topic of messages under topics of their own. */
const broadcastTopic = "realtime";

interface Broadcast {
  readonly topic: string;
  readonly data: unknown;
}

/** The subscription of a client that has sent its user to an OAuth2 provider; its id is the login's `state`. */
const oauth2Topic = "@oauth2";

const idLength = 40;

/** Opens live updates: what the bus says of records goes to those who have subscribed and may know it. */
export function createRealtime(
  parts: RealtimeParts,
  limits: RealtimeLimits = defaultLimits,
): Realtime {
  return new RealtimeHub(parts, limits);
}

class RealtimeHub implements Realtime {
  readonly #parts: RealtimeParts;
  readonly #limits: RealtimeLimits;
  readonly #clients = new Map<string, Client>();
  readonly #subscriptions = new Subscriptions();
  readonly #logins: Logins;
  readonly #queue: EventQueue;
  readonly #connections: Shares;
  readonly #subscribed: Shares;
  readonly #stops: readonly (() => void)[];
  #sweeper: Timer | undefined;
  #isClosed = false;

  constructor(parts: RealtimeParts, limits: RealtimeLimits) {
    const { bus, hooks, collections, records, log } = parts;
    this.#parts = parts;
    this.#limits = limits;
    this.#logins = new Logins({ collections, records });
    this.#connections = new Shares(limits.clients, limits.clientsPerAddress);
    this.#subscribed = new Shares(
      limits.subscribed,
      limits.subscribedPerAddress,
    );
    this.#queue = new EventQueue({
      max: limits.waiting,
      onOverrun: () => this.#giveUp(),
      onError: (error) => log.error("an event was not sent", { error }),
    });
    const feed = new RecordFeed({
      collections,
      records,
      log,
      subscriptions: this.#subscriptions,
      logins: this.#logins,
      queue: this.#queue,
    });
    this.#stops = [
      bus.subscribe(recordsTopic, (data) => {
        if (this.#clients.size === 0) return;
        const event = data as RecordEvent;
        feed.hear(event);
        // Before anything is judged: who is logged out by a change hears no more of it than a guest.
        this.#logins.noteRecord(event);
      }),
      bus.subscribe("collections", (data) => {
        const { ids } = data as { readonly ids: readonly string[] };
        this.#logins.noteCollections(ids);
      }),
      bus.subscribe("foreign-write", () => {
        this.#queue.add(() => this.#logins.readAgain());
      }),
      bus.subscribe(broadcastTopic, (data) => {
        const { topic, data: content } = data as Broadcast;
        this.#announce(topic, content, () => true);
      }),
      hooks.onRecordDelete.add(async ({ record }, next) => {
        if (this.#clients.size > 0) await feed.foresee(record);
        return next();
      }),
    ];
  }

  get clientCount(): number {
    return this.#clients.size;
  }

  async connect(
    request: RequestInfo,
    deliver: (message: RealtimeMessage) => boolean,
    ended: () => void,
  ): Promise<Client> {
    const { hooks } = this.#parts;
    let client: Client | undefined;
    await hooks.onRealtimeConnectRequest.run({ request }, async () => {
      client = this.#add(request.address, deliver, ended);
      return client;
    });
    if (client === undefined) throw new Forbidden();
    return client;
  }

  #add(
    address: string,
    deliver: (message: RealtimeMessage) => boolean,
    ended: () => void,
  ): Client {
    if (this.#isClosed) {
      throw new TooMany("The server is stopping, please try again later.");
    }
    if (!this.#connections.take(address, 1)) {
      throw new TooMany("There are too many realtime connections.");
    }
    const id = randomLetters(idLength);
    const client = new Client({
      id,
      address,
      deliver,
      ended: (one) => {
        this.#remove(one);
        ended();
      },
    });
    this.#clients.set(id, client);
    this.#sweeper ??= setInterval(() => this.#sweep(), this.#limits.sweep);
    this.#sweeper.unref();
    return client;
  }

  #remove(client: Client): void {
    const { address } = client;
    this.#clients.delete(client.id);
    this.#connections.take(address, -1);
    this.#subscribed.take(address, -weightOf(client.subscriptions));
    this.#subscriptions.replace(client, new Set());
    this.#logins.release(client);
    client.stopWaiting?.();
    if (this.#clients.size > 0) return;
    clearInterval(this.#sweeper);
    this.#sweeper = undefined;
  }

  #sweep(): void {
    const now = performance.now();
    const { idle, age } = this.#limits;
    for (const client of this.#clients.values()) {
      if (now - client.lastMessage > idle || now - client.since > age) {
        client.disconnect();
      }
    }
  }

  async subscribe(request: RequestInfo): Promise<void> {
    const { clientId, subscriptions } = parseSubscribeForm(request.body);
    const client = this.#clients.get(clientId);
    if (client === undefined) throw noSuchClient();
    if (client.address !== "" && client.address !== request.address) {
      throw new Invalid("Invalid realtime client.");
    }
    demandSame(client, request.viewer);
    const { hooks } = this.#parts;
    const event = { client, subscriptions, request };
    await hooks.onRealtimeSubscribeRequest.run(event, async () => {
      await this.#logins.identify(client, request.viewer, (viewer) => {
        if (!client.isConnected) throw noSuchClient();
        demandSame(client, viewer);
      });
      if (client.isConnected) this.#replace(client, event.subscriptions);
    });
  }

  /** @throws {TooMany} */
  #replace(client: Client, texts: readonly string[]): void {
    const wanted = new Set(texts.filter(isPossible));
    const more = weightOf(wanted) - weightOf(client.subscriptions);
    if (!this.#subscribed.take(client.address, more)) {
      throw new TooMany("There are too many realtime subscriptions.");
    }
    this.#subscriptions.replace(client, wanted);
    this.#waitForLogin(client);
  }

  /** A client that has subscribed to it hears once of a login with a provider. */
  #waitForLogin(client: Client): void {
    const isWanted = client.subscriptions.has(oauth2Topic);
    if (isWanted === (client.stopWaiting !== undefined)) return;
    if (!isWanted) {
      client.stopWaiting?.();
      client.stopWaiting = undefined;
      return;
    }
    const { oauth2Redirects } = this.#parts.auth;
    client.stopWaiting = oauth2Redirects.wait(client.id, {
      address: client.address,
      receive: (answer) => {
        client.send({ event: oauth2Topic, data: JSON.stringify(answer) });
        if (!client.isConnected) return;
        const rest = [...client.subscriptions].filter(
          (text) => text !== oauth2Topic,
        );
        this.#replace(client, rest);
      },
    });
  }

  broadcast(
    topic: string,
    data: unknown,
    may?: (viewer: Viewer) => boolean,
  ): void {
    if (may !== undefined) this.#announce(topic, data, may);
    else {
      const message: Broadcast = { topic, data };
      this.#parts.bus.publish({ topic: broadcastTopic, data: message });
    }
  }

  #announce(
    topic: string,
    content: unknown,
    may: (viewer: Viewer) => boolean,
  ): void {
    if (!this.#subscriptions.has(topic)) return;
    const moment = this.#subscriptions.nextMoment();
    const data = JSON.stringify(content) ?? "null";
    this.#queue.add(async () => {
      const pace = new Pace();
      for (const { text, clients } of this.#subscriptions.to(topic)) {
        const message = { event: text, data };
        for (const [client, since] of clients) {
          const viewer = client.login?.viewer ?? guest;
          if (since < moment && may(viewer)) client.send(message);
          if (pace.isDue) await pace.rest();
        }
      }
    });
  }

  /** Who misses events must know: clients that are cut off connect again and look at what there is. */
  #giveUp(): void {
    this.#parts.log.warn(
      "more changes than subscribers can be told of: all are disconnected",
      { clients: this.#clients.size },
    );
    this.#disconnectAll();
  }

  #disconnectAll(): void {
    for (const client of this.#clients.values()) client.disconnect();
  }

  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
    this.#queue.clear();
    this.#disconnectAll();
  }
}

function noSuchClient(): NotFound {
  return new NotFound("Missing or invalid client id.");
}

/** A guest may log in; who is logged in stays who they are. @throws {Forbidden} */
function demandSame({ login }: Client, viewer: Viewer): void {
  if (login === undefined) return;
  const record = viewer.kind === "guest" ? undefined : viewer.record;
  if (
    record === undefined ||
    loginKey(record.collection.id, record.id) !== login.key
  ) {
    throw new Forbidden(
      "The current and the previous request authorization don't match.",
    );
  }
}

/** The name of an event is one line. */
function isPossible(text: string): boolean {
  return text !== "" && !/[\r\n]/.test(text);
}

/** Bytes, about, that a subscription takes besides its text. */
const subscriptionWeight = 200;

function weightOf(texts: ReadonlySet<string>): number {
  let weight = 0;
  for (const text of texts) weight += text.length + subscriptionWeight;
  return weight;
}
