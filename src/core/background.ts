import { setImmediate } from "node:timers/promises";
import { TooMany } from "./errors.ts";
import type { Logger } from "./logs/logger.ts";

/**
 * Work that a request starts and does not wait for: sending a mail, above all, so that neither the time nor the words of
 * an answer tell whether there was anything to send.
 */
export interface Background {
  /** How much was started and is not done. */
  readonly unfinished: number;
  /**
   * Starts the work, but not before the answers that are ready have gone out: what it takes does not show in their time.
   * Its failure is logged under the name.
   * @throws {TooMany} too much is waiting already
   */
  run(name: string, work: () => Promise<void>): void;
  /** Waits until all that was started is done. */
  finished(): Promise<void>;
}

const maxWaiting = 1_000;

export function createBackground(log: Logger): Background {
  const running = new Set<Promise<void>>();
  return {
    get unfinished() {
      return running.size;
    },
    run(name, work) {
      if (running.size >= maxWaiting) {
        throw new TooMany("The server is busy, please try again later.");
      }
      const done = setImmediate()
        .then(work)
        .catch((error: unknown) => log.error(`${name} failed`, { error }))
        .finally(() => running.delete(done));
      running.add(done);
    },
    async finished() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
