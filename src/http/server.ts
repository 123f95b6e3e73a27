import type { Attendant } from "../core/app-host.ts";
import type { App } from "../core/app.ts";
import {
  createHandlers,
  type HandlerOptions,
  type Handlers,
} from "./create-handler.ts";
import { Gate } from "./gate.ts";
import { listen, type Listeners, type ListenOptions } from "./listeners.ts";
import { createHeadersFor } from "./shared/answer-headers.ts";

export interface ServerOptions extends HandlerOptions, ListenOptions {}

/**
 * A server that listens. While it pauses, what comes waits; streams are ended, and what runs for too long is left behind:
 * it fails.
 */
export interface RunningServer extends Attendant {
  /** Where it can be reached, without a slash at the end. */
  readonly url: string;
  /** Accepts no more, lets what runs finish for up to ten seconds, then cuts it off. */
  stop(): Promise<void>;
}

/** Milliseconds that requests may go on when the server stops. */
const stopPatience = 10_000;

/** Milliseconds that requests may go on when the server pauses, slow uploads among them. */
const pausePatience = 5_000;

/** Milliseconds between two looks at whether requests still run. */
const interval = 5;

/** @throws {Refused} the address cannot be listened on */
export async function startServer(
  app: App,
  options: ServerOptions,
): Promise<RunningServer> {
  const handlers = createHandlers(app, options);
  const listeners = listen(options, handlers, app.log);
  return new AppServer(app, options, handlers, listeners);
}

class AppServer implements RunningServer {
  readonly #options: ServerOptions;
  readonly #listeners: Listeners;
  #app: App;
  #handlers: Handlers;
  #gate: Gate | undefined;

  constructor(
    app: App,
    options: ServerOptions,
    handlers: Handlers,
    listeners: Listeners,
  ) {
    this.#app = app;
    this.#options = options;
    this.#handlers = handlers;
    this.#listeners = listeners;
  }

  get url(): string {
    return this.#listeners.url;
  }

  async pause(): Promise<void> {
    const gate = new Gate(createHeadersFor(this.#options.origins));
    this.#gate = gate;
    this.#listeners.answerWith(gate.handlers, this.#app.log);
    this.#app.realtime.close();
    // Answers that have begun need nothing of the app: a download goes on.
    await waitUntil(() => this.#handlers.running === 0, pausePatience);
  }

  resume(app: App): void {
    this.#app = app;
    this.#handlers = createHandlers(app, this.#options);
    this.#listeners.answerWith(this.#handlers, app.log);
    this.#gate?.open(this.#handlers.answer);
    this.#gate = undefined;
  }

  async stop(): Promise<void> {
    this.#listeners.refuse();
    this.#gate?.close();
    // Their streams would go on for half an hour.
    this.#app.realtime.close();
    const isQuiet = () => this.#listeners.pendingRequests() === 0;
    await waitUntil(isQuiet, stopPatience);
    await this.#listeners.close();
  }
}

/** Waits until something is so, or for so many milliseconds. */
async function waitUntil(isSo: () => boolean, patience: number): Promise<void> {
  const deadline = performance.now() + patience;
  while (!isSo() && performance.now() < deadline) await Bun.sleep(interval);
}
