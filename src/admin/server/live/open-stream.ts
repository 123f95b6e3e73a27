import { client } from "../client.ts";
import { type LiveEvent, topicOfKey } from "./live-event.ts";
import type { OpenStream, Stream, StreamListener } from "./stream.ts";

/** Milliseconds after which a topic that the server did not take is tried again. */
const pause = 3_000;

/** Follows topics over the SDK's one realtime connection, which is there while there is anything to follow. */
export const openStream: OpenStream = (listener) =>
  new ConnectedStream(listener);

class ConnectedStream implements Stream {
  readonly #listener: StreamListener;
  /** Ends each, by its key. */
  readonly #followed = new Map<string, () => void>();
  /** What the server has taken, so that a connection made anew is news to it. */
  readonly #taken = new Set<string>();
  #endConnects: (() => void) | undefined;

  constructor(listener: StreamListener) {
    this.#listener = listener;
  }

  follow(key: string): void {
    if (this.#followed.has(key)) return;
    this.#endConnects ??= this.#hearConnects();
    this.#followed.set(key, this.#subscribe(key));
  }

  unfollow(key: string): void {
    this.#followed.get(key)?.();
    this.#followed.delete(key);
    this.#taken.delete(key);
    if (this.#followed.size > 0) return;
    this.#endConnects?.();
    this.#endConnects = undefined;
  }

  #subscribe(key: string): () => void {
    const { topic, query } = topicOfKey(key);
    return persist(
      () =>
        client.realtime.subscribe(
          topic,
          (data: LiveEvent) => this.#listener.onEvent(key, data),
          { query },
        ),
      () => {
        this.#taken.add(key);
        this.#listener.onFollowing(key);
      },
    );
  }

  /** The SDK says so under this topic each time that it has connected and subscribed. */
  #hearConnects(): () => void {
    return persist(() =>
      client.realtime.subscribe("PB_CONNECT", () => {
        for (const key of this.#taken) this.#listener.onFollowing(key);
      }),
    );
  }
}

/** Subscribes, again and again until it works. Returns how to end it. */
function persist(
  subscribe: () => Promise<() => Promise<void>>,
  onTaken?: () => void,
): () => void {
  let isEnded = false;
  let timer = 0;
  let end: (() => Promise<void>) | undefined;

  async function attempt(): Promise<void> {
    try {
      end = await subscribe();
      if (isEnded) await end();
      else onTaken?.();
    } catch {
      // No connection, or no login any more: what is shown stays, and is loaded anew once this works.
      if (!isEnded) timer = window.setTimeout(() => void attempt(), pause);
    }
  }

  void attempt();
  return () => {
    isEnded = true;
    window.clearTimeout(timer);
    // A connection that is gone needs no goodbye.
    void end?.().catch(() => undefined);
  };
}
