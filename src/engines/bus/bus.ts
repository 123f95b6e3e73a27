/** A message between the parts of one node, and between nodes: a topic and data that JSON can carry. */
export interface BusEvent {
  readonly topic: string;
  readonly data: unknown;
}

/** Carries events. Nothing else carries data between rooms. */
export interface Bus {
  /** Hands the event to every listener; never waits for them and never throws. */
  publish(event: BusEvent): void;
  /** Listens to one topic. Returns a stop. */
  subscribe(topic: string, listener: (data: unknown) => void): () => void;
  close(): Promise<void>;
}
