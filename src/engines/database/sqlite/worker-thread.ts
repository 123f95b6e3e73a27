/** Requests that every worker of this engine knows. */
type Common =
  { readonly kind: "open"; readonly file: string } | { readonly kind: "close" };

/** A worker thread with a database file open, that answers one request at a time. It does not keep the process alive. */
export class WorkerThread<Request, Reply> {
  readonly #worker: Worker;
  #pending: PromiseWithResolvers<Reply> | undefined;
  #failure: Error | undefined;

  constructor(url: string, file: string) {
    this.#worker = new Worker(url, { ref: false, smol: true });
    this.#worker.addEventListener("message", (event: MessageEvent<Reply>) =>
      this.#settle((pending) => pending.resolve(event.data)),
    );
    this.#worker.addEventListener("error", (event) => {
      const failure = new Error(`A database worker failed: ${event.message}`);
      this.#failure = failure;
      this.#settle((pending) => pending.reject(failure));
    });
    this.#post({ kind: "open", file });
  }

  /** Whether it can no longer answer. */
  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /** Sends a request when the one before is answered, and waits for its answer. */
  ask(request: Request | { readonly kind: "close" }): Promise<Reply> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const pending = Promise.withResolvers<Reply>();
    this.#pending = pending;
    this.#post(request);
    return pending.promise;
  }

  /** Closes its connection and ends it; it is idle. */
  async close(): Promise<void> {
    // One that has failed has nothing left to close.
    await Promise.allSettled([this.ask({ kind: "close" })]);
    this.terminate();
  }

  /** Ends it as soon as it does not run a statement. */
  terminate(): void {
    this.#worker.terminate();
  }

  #post(message: Request | Common): void {
    this.#worker.postMessage(message);
  }

  #settle(how: (pending: PromiseWithResolvers<Reply>) => void): void {
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending !== undefined) how(pending);
  }
}
