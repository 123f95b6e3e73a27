/** The messages that are being sent: each has a time limit, and all can be ended at once. */
export class Sendings {
  /** Milliseconds. */
  readonly #limit: number;
  readonly #running = new Set<AbortController>();
  #areEnded = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Sends one message.
   * @throws what `send` throws; once its signal is aborted, why it was
   */
  async run(send: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.#areEnded) throw ended();
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(
      () => controller.abort(late(this.#limit)),
      this.#limit,
    );
    this.#running.add(controller);
    try {
      await send(signal);
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(timer);
      this.#running.delete(controller);
    }
  }

  /** Ends those that are running; no other may begin. */
  endAll(): void {
    this.#areEnded = true;
    for (const controller of this.#running) controller.abort(ended());
  }
}

function late(milliseconds: number): Error {
  return new Error(
    `the message was not taken within ${milliseconds / 1_000} seconds`,
  );
}

function ended(): Error {
  return new Error("sending was given up since mail was closed");
}
