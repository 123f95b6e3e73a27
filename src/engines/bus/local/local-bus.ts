import type { Bus, BusEvent } from "../bus.ts";

type Listener = (data: unknown) => void;

/**
 * A bus within this process. A listener that throws is reported to `onError` and stops nobody else.
 * Not an EventEmitter, to which a topic called `error` would mean something else.
 */
export function createLocalBus(onError: (error: unknown) => void): Bus {
  // Replaced, never changed, so that who stops listening while an event goes out disturbs nobody.
  const listeners = new Map<string, readonly Listener[]>();
  return {
    publish({ topic, data }: BusEvent) {
      for (const listener of listeners.get(topic) ?? []) {
        try {
          listener(data);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe(topic, listener) {
      const own: Listener = (data) => listener(data);
      listeners.set(topic, [...(listeners.get(topic) ?? []), own]);
      return () => {
        const rest = listeners.get(topic)?.filter((other) => other !== own);
        if (rest !== undefined) listeners.set(topic, rest);
      };
    },
    async close() {
      listeners.clear();
    },
  };
}
