import type { LiveEvent } from "./live-event.ts";

/** A connection over which the server tells of changes. */
export interface Stream {
  readonly follow: (key: string) => void;
  readonly unfollow: (key: string) => void;
}

/** Whom a stream tells. */
export interface StreamListener {
  readonly onEvent: (key: string, event: LiveEvent) => void;
  /** From now on nothing under this key is missed: it is followed for the first time, or again after the connection was lost. */
  readonly onFollowing: (key: string) => void;
}

export type OpenStream = (listener: StreamListener) => Stream;
