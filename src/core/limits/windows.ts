/** How much is let through. */
export interface Allowance {
  readonly maxRequests: number;
  /** Seconds from the first request until it begins anew. */
  readonly duration: number;
}

interface Window {
  /** Milliseconds since 1970. */
  start: number;
  left: number;
}

/** Milliseconds that a window is kept at least, so that idle ones go now and then. */
const shortestGeneration = 60_000;

/**
 * Counts in fixed windows, by key, in bounded memory: windows are kept in two generations, and one that is not asked for
 * while a generation passes is forgotten. A generation lasts longer than any window, unless more keys come than are to be
 * remembered.
 */
export class Windows {
  readonly #perGeneration: number;
  readonly #now: () => number;
  #young = new Map<string, Window>();
  #old = new Map<string, Window>();
  #since: number;
  #longest = shortestGeneration;

  /**
   * @param most how many windows are remembered
   * @param now  milliseconds since 1970
   */
  constructor(most: number, now: () => number = Date.now) {
    this.#perGeneration = Math.ceil(most / 2);
    this.#now = now;
    this.#since = now();
  }

  /** How many windows are remembered. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }

  /**
   * Counts one request.
   *
   * @returns 0 if it is let through, or else the seconds until the next one is
   */
  take(key: string, { maxRequests, duration }: Allowance): number {
    const now = this.#now();
    const length = duration * 1000;
    if (length > this.#longest) this.#longest = length;
    if (now - this.#since > this.#longest || now < this.#since) this.#turn(now);

    const window = this.#find(key, now);
    if (window === undefined) {
      this.#keep(key, { start: now, left: maxRequests - 1 }, now);
      return 0;
    }
    const age = now - window.start;
    // A clock that was put back must not keep anybody out.
    if (age >= length || age < 0) {
      window.start = now;
      window.left = maxRequests - 1;
      return 0;
    }
    if (window.left > 0) {
      window.left--;
      return 0;
    }
    return Math.ceil((length - age) / 1000);
  }

  clear(): void {
    this.#young = new Map();
    this.#old = new Map();
    this.#since = this.#now();
    this.#longest = shortestGeneration;
  }

  #find(key: string, now: number): Window | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    // What is asked for stays, whoever else comes.
    if (old !== undefined && this.#old.delete(key)) this.#keep(key, old, now);
    return old;
  }

  #keep(key: string, window: Window, now: number): void {
    if (this.#young.size >= this.#perGeneration) this.#turn(now);
    this.#young.set(key, window);
  }

  #turn(now: number): void {
    this.#old = this.#young;
    this.#young = new Map();
    this.#since = now;
  }
}
