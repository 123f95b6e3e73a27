/** Runs around an operation: does something before, calls `next` (once) for the rest, does something after. */
export type HookHandler<Event, Result> = (
  event: Event,
  next: () => Promise<Result>,
) => Promise<Result>;

/**
 * A named chain around one operation: handlers in order of `add`, the operation innermost. A handler may change the
 * event, refuse by throwing, or skip the rest by not calling `next`. A chain without handlers costs nothing.
 */
export class Hook<Event, Result = void> {
  readonly name: string;
  #handlers: readonly HookHandler<Event, Result>[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** Whether nothing happens around the operation. */
  get isEmpty(): boolean {
    return this.#handlers.length === 0;
  }

  /** Appends a handler. Returns its removal. */
  add(handler: HookHandler<Event, Result>): () => void {
    this.#handlers = [...this.#handlers, handler];
    return () => {
      this.#handlers = this.#handlers.filter((other) => other !== handler);
    };
  }

  run(event: Event, operation: () => Promise<Result>): Promise<Result> {
    const handlers = this.#handlers;
    if (handlers.length === 0) return operation();
    const step = (index: number): Promise<Result> => {
      const handler = handlers[index];
      return handler === undefined
        ? operation()
        : handler(event, () => step(index + 1));
    };
    return step(0);
  }
}
