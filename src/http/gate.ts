import type { Server } from "bun";
import { describeAbsence } from "../apis/pocketbase/errors.ts";
import type { Handler, Handlers } from "./create-handler.ts";
import type { HeadersFor } from "./shared/answer-headers.ts";

/** Milliseconds that a request waits. */
const longestWait = 30_000;

/** Requests that wait at a time. Each takes some kilobytes. */
const mostWaiting = 20_000;

/** Seconds after which a client that was turned away may come again. */
const retryAfter = 5;

/** Holds requests back while nothing can answer them. It is opened or closed for good once. */
export class Gate {
  readonly #headersFor: HeadersFor;
  readonly #decision = Promise.withResolvers<Handler | undefined>();
  readonly #patience: number;
  #waiting = 0;

  /** @param patience milliseconds that a request waits */
  constructor(headersFor: HeadersFor, patience = longestWait) {
    this.#headersFor = headersFor;
    this.#patience = patience;
  }

  /** What a server answers with while the gate is shut. */
  get handlers(): Handlers {
    return {
      answer: (request, server) => this.#answer(request, server),
      routes: {},
      running: 0,
      listenThrough: () => undefined,
    };
  }

  /** Lets all through that wait. */
  open(answer: Handler): void {
    this.#decision.resolve(answer);
  }

  /** Turns all away that wait. */
  close(): void {
    this.#decision.resolve(undefined);
  }

  async #answer(
    request: Request,
    server: Server<unknown> | undefined,
  ): Promise<Response> {
    if (this.#waiting >= mostWaiting) return this.#turnAway(request);
    const answer = await this.#wait(request);
    if (answer === undefined) return this.#turnAway(request);
    return answer(request, server);
  }

  async #wait({ signal }: Request): Promise<Handler | undefined> {
    const { promise: gone, resolve: leave } =
      Promise.withResolvers<undefined>();
    const timer = setTimeout(leave, this.#patience);
    signal.addEventListener("abort", () => leave(undefined), { once: true });
    if (signal.aborted) leave(undefined);
    this.#waiting++;
    try {
      return await Promise.race([this.#decision.promise, gone]);
    } finally {
      this.#waiting--;
      clearTimeout(timer);
    }
  }

  #turnAway(request: Request): Response {
    const headers = new Headers(this.#headersFor(request).json);
    headers.set("Retry-After", String(retryAfter));
    const { status, json } = describeAbsence();
    return new Response(json, { status, headers });
  }
}
