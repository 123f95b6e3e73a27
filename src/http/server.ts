import type { Server } from "bun";
import type { App } from "../core/app.ts";
import { Refused } from "../core/errors.ts";
import {
  createHandler,
  createHandlers,
  type HandlerOptions,
} from "./create-handler.ts";

export { createHandler };

export interface ServerOptions extends HandlerOptions {
  readonly hostname: string;
  /** 0 takes any free one. */
  readonly port: number;
}

/** A server that listens. */
export interface RunningServer {
  /** Where it can be reached, without a slash at the end. */
  readonly url: string;
  /** Accepts no more, lets what runs finish for up to ten seconds, then cuts it off. */
  stop(): Promise<void>;
}

/** Milliseconds that requests may go on when the server stops. */
const patience = 10_000;

/** Milliseconds between two looks at whether requests still run. */
const interval = 10;

/** Seconds without a byte after which a connection is closed. */
const idleTimeout = 120;

/** @throws {Refused} the address cannot be listened on */
export async function startServer(
  app: App,
  options: ServerOptions,
): Promise<RunningServer> {
  const { hostname, port } = options;
  const handlers = createHandlers(app, options);
  const server = listen(hostname, port, () =>
    Bun.serve({
      hostname,
      port,
      idleTimeout,
      // The server's own refusal has no body: bodies are counted where they are read.
      maxRequestBodySize: Number.MAX_SAFE_INTEGER,
      routes: handlers.routes,
      fetch: handlers.answer,
      error(error) {
        app.log.error("a request failed outside of the APIs", { error });
        return new Response(null, { status: 500 });
      },
    }),
  );
  handlers.listenThrough(server);
  const host = hostname.includes(":") ? `[${hostname}]` : hostname;
  return {
    url: `http://${host}:${server.port}`,
    stop: () => stopServer(app, server),
  };
}

async function stopServer(app: App, server: Server<unknown>): Promise<void> {
  const deadline = performance.now() + patience;
  // Not awaited: it waits for idle connections, too.
  void server.stop(false);
  // Their streams would go on for half an hour.
  app.realtime.close();
  while (server.pendingRequests > 0 && performance.now() < deadline) {
    await Bun.sleep(interval);
  }
  await server.stop(true);
}

function listen<T>(hostname: string, port: number, start: () => T): T {
  try {
    return start();
  } catch (cause) {
    const code = codeOf(cause);
    const reason =
      code === "EADDRINUSE"
        ? "another program is listening there"
        : code === "EACCES"
          ? "that needs more rights"
          : "the address cannot be used";
    throw new Refused(`Cannot listen on ${hostname}:${port}: ${reason}.`, {
      cause,
    });
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error
    ? error.code
    : undefined;
}
