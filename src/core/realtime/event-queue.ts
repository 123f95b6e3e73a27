import { AsyncLocalStorage } from "node:async_hooks";

/** What is to be done for one event. */
export type Task = () => void | Promise<void>;

/** Does one task after the other, in order, in turns of their own: who adds one waits for nothing. */
export class EventQueue {
  readonly #max: number;
  readonly #onOverrun: () => void;
  readonly #onError: (error: unknown) => void;
  /** Out of the transaction, or request, that an event comes from. */
  readonly #outside = AsyncLocalStorage.snapshot();
  #tasks: Task[] = [];
  #isRunning = false;

  /**
   * @param max tasks that may wait
   * @param onOverrun called when they would be more; all that wait have been dropped then
   */
  constructor(parts: {
    readonly max: number;
    readonly onOverrun: () => void;
    readonly onError: (error: unknown) => void;
  }) {
    this.#max = parts.max;
    this.#onOverrun = parts.onOverrun;
    this.#onError = parts.onError;
  }

  add(task: Task): void {
    if (this.#tasks.length >= this.#max) {
      this.#tasks = [];
      this.#onOverrun();
      return;
    }
    this.#tasks.push(task);
    if (this.#isRunning) return;
    this.#isRunning = true;
    // Not at once: the answer to who caused the event comes first.
    this.#outside(() => setImmediate(() => void this.#work()));
  }

  clear(): void {
    this.#tasks = [];
  }

  async #work(): Promise<void> {
    while (this.#tasks.length > 0) {
      const tasks = this.#tasks;
      this.#tasks = [];
      for (const task of tasks) {
        try {
          await task();
        } catch (error) {
          this.#onError(error);
        }
      }
    }
    this.#isRunning = false;
  }
}
