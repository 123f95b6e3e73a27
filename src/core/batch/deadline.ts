import { BatchFailed } from "./batch-failed.ts";

/** Milliseconds of work after which others get their turn: SQLite answers on the thread that serves them all. */
const slice = 5;

/** Until when a batch may go on: for so many seconds, and while someone waits for it. */
export class Deadline implements Disposable {
  readonly #end: number;
  readonly #signal: AbortSignal | undefined;
  readonly #over = Promise.withResolvers<never>();
  readonly #timer: Timer;
  readonly #interrupt = () => this.#finish("The client has gone.");
  #failure: BatchFailed | undefined;
  #sliceEnd: number;

  /** @param signal aborted when nobody waits any more */
  constructor(seconds: number, signal: AbortSignal | undefined) {
    this.#over.promise.catch(() => undefined);
    const now = performance.now();
    this.#end = now + seconds * 1000;
    this.#sliceEnd = now + slice;
    this.#timer = setTimeout(() => this.#timeOut(), seconds * 1000);
    this.#signal = signal;
    signal?.addEventListener("abort", this.#interrupt);
    if (signal?.aborted === true) this.#interrupt();
  }

  /** To be asked between two operations. @throws {BatchFailed} it is over */
  async check(): Promise<void> {
    const now = performance.now();
    if (now > this.#sliceEnd) {
      // Work that never waits would let no timer fire.
      await new Promise((resolve) => setImmediate(resolve));
      this.#sliceEnd = performance.now() + slice;
    }
    if (now > this.#end) this.#timeOut();
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** The result of the work, unless it is over before. @throws {BatchFailed} */
  limit<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#over.promise]);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener("abort", this.#interrupt);
  }

  #timeOut(): void {
    this.#finish("The batch took longer than it may.");
  }

  #finish(reason: string): void {
    this.#failure ??= new BatchFailed(undefined, { cause: new Error(reason) });
    this.#over.reject(this.#failure);
  }
}
