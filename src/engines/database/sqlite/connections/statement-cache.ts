import type { Database as BunDatabase, Statement as Native } from "bun:sqlite";

/**
 * A connection's compiled statements by their text, at most `limit`. The one that goes is an old one that was not used
 * since the last round: nearly the least recently used, at the price of a flag.
 */
export class StatementCache {
  readonly #connection: BunDatabase;
  readonly #limit: number;
  readonly #entries = new Map<string, { native: Native; used: boolean }>();

  constructor(connection: BunDatabase, limit: number) {
    this.#connection = connection;
    this.#limit = limit;
  }

  /** The compiled statement for this text. */
  take(text: string): Native {
    const known = this.#entries.get(text);
    if (known !== undefined) {
      known.used = true;
      return known.native;
    }
    const native = this.#connection.prepare(text);
    if (this.#entries.size >= this.#limit) this.#evictOne();
    this.#entries.set(text, { native, used: false });
    return native;
  }

  /** Finalizes all. */
  clear(): void {
    for (const { native } of this.#entries.values()) native.finalize();
    this.#entries.clear();
  }

  #evictOne(): void {
    for (const [text, entry] of this.#entries) {
      this.#entries.delete(text);
      if (entry.used) {
        entry.used = false;
        this.#entries.set(text, entry);
      } else {
        entry.native.finalize();
        return;
      }
    }
  }
}
