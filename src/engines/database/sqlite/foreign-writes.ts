import type { Connection } from "./connections/connection.ts";
import { isBusy } from "./sqlite-errors.ts";
import type { Report } from "./report.ts";

/** Milliseconds between two looks. */
const interval = 200;

/** Looks whether another process has written; each look costs some microseconds. */
export class ForeignWrites {
  readonly #writer: Connection;
  readonly #report: Report;
  readonly #listeners = new Set<() => void>();
  readonly #timer: ReturnType<typeof setInterval>;
  #version: unknown;

  /** @param writer our connection that writes: what it commits itself does not count for it */
  constructor(writer: Connection, report: Report) {
    this.#writer = writer;
    this.#report = report;
    this.#version = this.#dataVersion();
    this.#timer = setInterval(() => this.look(), interval);
    this.#timer.unref();
  }

  /** Returns a stop. */
  listen(listener: () => void): () => void {
    // Wrapped, so that the same function can listen twice.
    const own = () => listener();
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Looks now instead of in a moment. */
  look(): void {
    try {
      const version = this.#dataVersion();
      if (version === this.#version) return;
      this.#version = version;
    } catch (error) {
      // Whoever holds the lock now will have changed the version by the next look.
      if (isBusy(error)) return;
      this.#report("the database could not be watched", error);
      return;
    }
    for (const listener of this.#listeners) {
      try {
        listener();
      } catch (error) {
        this.#report("a listener to other processes' writes failed", error);
      }
    }
  }

  #dataVersion(): unknown {
    return this.#writer.value("pragma data_version");
  }
}
