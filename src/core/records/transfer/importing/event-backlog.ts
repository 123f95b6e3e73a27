import type { Bus, BusEvent } from "../../../../engines/bus/bus.ts";
import { Pace } from "../../../pace.ts";

/** Holds what is announced, to announce it in turns: very many events at once would stop the server for a moment. */
export class EventBacklog implements Bus {
  readonly #bus: Bus;
  readonly #events: BusEvent[] = [];

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  publish(event: BusEvent): void {
    this.#events.push(event);
  }

  subscribe(topic: string, listener: (data: unknown) => void): () => void {
    return this.#bus.subscribe(topic, listener);
  }

  close(): Promise<void> {
    return this.#bus.close();
  }

  async publishAll(): Promise<void> {
    const pace = new Pace();
    for (const event of this.#events.splice(0)) {
      this.#bus.publish(event);
      if (pace.isDue) await pace.rest();
    }
  }
}
