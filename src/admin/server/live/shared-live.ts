import type { LiveEvent } from "./live-event.ts";
import type { OpenStream, Stream } from "./stream.ts";
import { type WishChange, Wishes } from "./wishes.ts";

/** What tabs of a browser tell each other. */
export type TabMessage =
  /** Which keys a tab wants to hear of, from now on. */
  | { readonly type: "wants"; readonly tab: string; readonly keys: string[] }
  /** There is a new leader, who knows of nobody's wishes. */
  | { readonly type: "leads" }
  | {
      readonly type: "following";
      readonly key: string;
      /** Only this tab, where it is news for it alone. */
      readonly to?: string;
    }
  | { readonly type: "event"; readonly key: string; readonly event: LiveEvent };

/** How tabs find each other. */
export interface Tabs {
  /** This one's name. */
  readonly own: string;
  readonly send: (message: TabMessage) => void;
  readonly listen: (listener: (message: TabMessage) => void) => void;
  /** Calls back once this tab leads, as no other does: at once, or when the leader is gone. */
  readonly lead: (onLead: () => void) => void;
  /** Calls back when a tab is gone, however it went. */
  readonly whenGone: (tab: string, onGone: () => void) => void;
}

export interface LiveListener {
  readonly onEvent: (event: LiveEvent) => void;
  /** From now on nothing is missed; what was loaded before may be old. */
  readonly onStart: () => void;
  /** Changes may have been missed. */
  readonly onGap: () => void;
}

/** Live updates of all tabs over one stream: that of the tab that leads. */
export class SharedLive {
  readonly #tabs: Tabs;
  readonly #openStream: OpenStream;
  readonly #wishes = new Wishes();
  readonly #listeners = new Map<string, Set<LiveListener>>();
  /** Keys of this tab that have been followed since it wants them. */
  readonly #isLive = new Set<string>();
  /** What the stream follows, so that another tab that wants the same is told at once. */
  readonly #streamed = new Set<string>();
  #stream: Stream | undefined;

  constructor(tabs: Tabs, open: OpenStream) {
    this.#tabs = tabs;
    this.#openStream = open;
    tabs.listen((message) => this.#hear(message));
    tabs.lead(() => this.#lead());
  }

  /** Listens to a key. Returns how to end it. */
  follow(key: string, listener: LiveListener): () => void {
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners.add(listener));
    if (listeners.size === 1) this.#tellWishes();
    else if (this.#isLive.has(key)) listener.onStart();
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      this.#listeners.delete(key);
      this.#isLive.delete(key);
      this.#tellWishes();
    };
  }

  #tellWishes(): void {
    const keys = [...this.#listeners.keys()];
    if (this.#stream === undefined) {
      this.#tabs.send({ type: "wants", tab: this.#tabs.own, keys });
    } else {
      this.#note(this.#tabs.own, keys);
    }
  }

  #hear(message: TabMessage): void {
    switch (message.type) {
      case "wants":
        if (this.#stream !== undefined) this.#note(message.tab, message.keys);
        break;
      case "leads":
        this.#tellWishes();
        break;
      case "following":
        if (message.to === undefined || message.to === this.#tabs.own) {
          this.#noteFollowing(message.key);
        }
        break;
      case "event":
        this.#deliver(message.key, message.event);
        break;
    }
  }

  #lead(): void {
    this.#stream = this.#openStream({
      onEvent: (key, event) => {
        this.#tabs.send({ type: "event", key, event });
        this.#deliver(key, event);
      },
      onFollowing: (key) => {
        this.#streamed.add(key);
        this.#tabs.send({ type: "following", key });
        this.#noteFollowing(key);
      },
    });
    this.#tabs.send({ type: "leads" });
    this.#tellWishes();
  }

  /** As the leader: a tab wants these keys now. */
  #note(tab: string, keys: readonly string[]): void {
    const { own, send, whenGone } = this.#tabs;
    if (tab !== own && !this.#wishes.knows(tab)) {
      whenGone(tab, () => this.#apply(this.#wishes.drop(tab)));
    }
    const before = this.#wishes.of(tab);
    this.#apply(this.#wishes.set(tab, keys));
    for (const key of keys) {
      if (before.has(key) || !this.#streamed.has(key)) continue;
      if (tab === own) this.#noteFollowing(key);
      else send({ type: "following", key, to: tab });
    }
  }

  #apply({ added, removed }: WishChange): void {
    for (const key of removed) {
      this.#streamed.delete(key);
      this.#stream?.unfollow(key);
    }
    for (const key of added) this.#stream?.follow(key);
  }

  /** The first time says that it has begun, any other that it was interrupted. */
  #noteFollowing(key: string): void {
    const listeners = this.#listeners.get(key);
    if (listeners === undefined) return;
    if (!this.#isLive.has(key)) {
      this.#isLive.add(key);
      for (const { onStart } of listeners) onStart();
      return;
    }
    for (const { onGap } of listeners) onGap();
  }

  #deliver(key: string, event: LiveEvent): void {
    for (const { onEvent } of this.#listeners.get(key) ?? []) {
      onEvent(event);
    }
  }
}
