import type { RequestInfo, Viewer } from "../request.ts";

/** One event as it goes to a client: the same object for all who get the same, so that it is written once. */
export interface RealtimeMessage {
  /** The subscription, exactly as the client put it. */
  readonly event: string;
  /** JSON. */
  readonly data: string;
}

/** A connected client. */
export interface RealtimeClient {
  /** Nobody can guess it: who knows it may say what the client hears of. */
  readonly id: string;
  readonly subscriptions: ReadonlySet<string>;
  /** Ends the connection. */
  disconnect(): void;
}

/** Live updates. */
export interface Realtime {
  /**
   * A new client, a guest at first. Telling it its id is up to the caller.
   *
   * @param deliver hands a message on, in order; returns false when the client is too slow to be kept
   * @param ended is called once, when the connection ends (idle, too old, too slow, closing, `disconnect`)
   * @throws {TooMany} there are too many clients already, or everything is closing
   */
  connect(
    request: RequestInfo,
    deliver: (message: RealtimeMessage) => boolean,
    ended: () => void,
  ): Promise<RealtimeClient>;
  /**
   * Replaces a client's subscriptions, and makes it the request's viewer: `clientId` and `subscriptions` of the body, untrusted.
   *
   * @throws {NotFound} no such client @throws {Forbidden} it is logged in otherwise @throws {TooMany} too much is subscribed to
   * @throws {Invalid} bad values or another address
   */
  subscribe(request: RequestInfo): Promise<void>;
  /**
   * Sends a message to all whose subscriptions hold the topic, their options left aside.
   *
   * @param data what JSON can carry
   * @param may whom it is for; it is code, which the bus does not carry: with it the message stays on this node
   */
  broadcast(
    topic: string,
    data: unknown,
    may?: (viewer: Viewer) => boolean,
  ): void;
  readonly clientCount: number;
  /** Ends all connections, for good. */
  close(): void;
}
