import type { WorkerAnswer, WorkerMessage } from "./worker-protocol.ts";
import { workerUrl } from "./worker-url.ts";

/** A worker thread with a database file open, that answers one request at a time. It does not keep the process alive. */
export class WorkerThread<Request, Reply> {
  readonly #worker: Worker;
  #pending: PromiseWithResolvers<WorkerAnswer<Reply>> | undefined;
  #failure: Error | undefined;

  /**
   * @param code path of the worker's code below this engine's folder; it calls `serveThread`
   * @param file of the database
   */
  constructor(code: string, file: string) {
    this.#worker = new Worker(workerUrl(code), { ref: false, smol: true });
    this.#worker.addEventListener(
      "message",
      (event: MessageEvent<WorkerAnswer<Reply>>) =>
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

  /** Sends a request when the one before is answered, and waits for its answer. @throws {Error} what the worker has thrown */
  async ask(request: Request): Promise<Reply> {
    const answer = await this.#tell({ kind: "work", request });
    if (answer.kind === "done") return answer.reply;
    throw new Error(
      answer.kind === "failed" ? answer.message : "The worker has closed.",
    );
  }

  /** Closes its connection and ends it; it is idle. */
  async close(): Promise<void> {
    // One that has failed has nothing left to close.
    await Promise.allSettled([this.#tell({ kind: "close" })]);
    this.terminate();
  }

  /** Ends it as soon as it does not run a statement. */
  terminate(): void {
    this.#worker.terminate();
  }

  #tell(message: WorkerMessage<Request>): Promise<WorkerAnswer<Reply>> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const pending = Promise.withResolvers<WorkerAnswer<Reply>>();
    this.#pending = pending;
    this.#post(message);
    return pending.promise;
  }

  #post(message: WorkerMessage<Request>): void {
    this.#worker.postMessage(message);
  }

  #settle(
    how: (pending: PromiseWithResolvers<WorkerAnswer<Reply>>) => void,
  ): void {
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending !== undefined) how(pending);
  }
}
