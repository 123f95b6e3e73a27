import { EventEmitter } from "node:events";
import type { Bus, BusEvent } from "../bus.ts";

/** A bus within this process. A listener that throws is reported to `onError` and stops nobody else. */
export function createLocalBus(onError: (error: unknown) => void): Bus {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  return {
    publish({ topic, data }: BusEvent) {
      emitter.emit(topic, data);
    },
    subscribe(topic, listener) {
      const guarded = (data: unknown) => {
        try {
          listener(data);
        } catch (error) {
          onError(error);
        }
      };
      emitter.on(topic, guarded);
      return () => emitter.off(topic, guarded);
    },
    async close() {
      emitter.removeAllListeners();
    },
  };
}
