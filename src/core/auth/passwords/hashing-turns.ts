import { availableParallelism } from "node:os";
import { TooMany } from "../../errors.ts";

/** Lets so much work run at once; the rest waits, first come, first served. */
export class Turns {
  readonly #atOnce: number;
  readonly #maxWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(atOnce: number, maxWaiting: number) {
    this.#atOnce = atOnce;
    this.#maxWaiting = maxWaiting;
  }

  /** @throws {TooMany} too much is waiting already; the work was not begun */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#atOnce) this.#running++;
    else await this.#turn();
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The place goes straight to whoever is next, so that nobody can slip in between.
      if (next === undefined) this.#running--;
      else next();
    }
  }

  #turn(): Promise<void> {
    if (this.#waiting.length >= this.#maxWaiting) {
      throw new TooMany("The server is busy, please try again later.");
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** How many may wait for their password to be hashed: half a minute of work for one core, longer than people wait. */
const maxWaiting = 500;

/**
 * For hashing passwords, in the whole process, as it runs on threads that the process has one of for each core, and on which
 * files are read and written, too. One of them stays free: otherwise each file waits for a whole hash, and in a flood of
 * logins for all of them.
 */
export const hashingTurns = new Turns(
  Math.max(1, availableParallelism() - 1),
  maxWaiting,
);
