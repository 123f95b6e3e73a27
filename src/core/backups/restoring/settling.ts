/** How much is being forced to the disk at a time: one after the other, each would wait for the disk by itself. */
const mostAtOnce = 32;

/** Forces things to the disk, many at a time. */
export class Settling {
  readonly #running = new Set<Promise<void>>();
  #failure: Error | undefined;

  /** Begins to, and waits while too much is under way. @throws what one before has failed with */
  async add(settle: () => Promise<void>): Promise<void> {
    const done = settle()
      .catch((error: unknown) => {
        this.#failure ??= error instanceof Error ? error : new Error("unknown");
      })
      .finally(() => this.#running.delete(done));
    this.#running.add(done);
    if (this.#running.size >= mostAtOnce) await Promise.race(this.#running);
    this.#throwFailure();
  }

  /** Waits for all. @throws what one has failed with */
  async finish(): Promise<void> {
    await this.end();
    this.#throwFailure();
  }

  /** Waits until nothing is under way, however it ends. */
  async end(): Promise<void> {
    await Promise.all(this.#running);
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}
