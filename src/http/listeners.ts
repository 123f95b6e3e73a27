import type { App } from "../core/app.ts";
import type { Handlers } from "./create-handler.ts";
import {
  answersOf,
  openSocket,
  socketOptions,
  writeAuthority,
} from "./open-socket.ts";
import { listenSecurely, type TlsOptions } from "./tls/listen-securely.ts";

export interface ListenOptions {
  readonly hostname: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Speak HTTPS there, and nothing else. */
  readonly tls?: TlsOptions | undefined;
}

/** The sockets that a server answers on. They stay open while what answers is replaced. */
export interface Listeners {
  /** Where the server can be reached, without a slash at the end. */
  readonly url: string;
  /** Requests that are not answered to the end, streams among them. */
  pendingRequests(): number;
  /** From the next request on, these answer, also on connections that are open; what runs goes on with the old. */
  answerWith(handlers: Handlers, log: App["log"]): void;
  /** Accepts no more; what runs goes on. */
  refuse(): void;
  /** Closes everything at once, and resolves when it is closed. */
  close(): Promise<void>;
}

/** @throws {Refused} the address cannot be listened on, or the certificate cannot be used */
export function listen(
  { hostname, port, tls }: ListenOptions,
  handlers: Handlers,
  log: App["log"],
): Listeners {
  return tls === undefined
    ? listenPlainly(hostname, port, handlers, log)
    : listenSecurely({ hostname, port, tls }, handlers, log);
}

function listenPlainly(
  hostname: string,
  port: number,
  handlers: Handlers,
  log: App["log"],
): Listeners {
  const server = openSocket(hostname, port, () =>
    Bun.serve({
      hostname,
      port,
      ...socketOptions,
      ...answersOf(handlers, log),
    }),
  );
  handlers.listenThrough(server);
  return {
    url: `http://${writeAuthority(hostname, server.port)}`,
    pendingRequests: () => server.pendingRequests,
    answerWith(next, nextLog) {
      next.listenThrough(server);
      server.reload(answersOf(next, nextLog));
    },
    refuse() {
      // Not awaited: it waits for idle connections, too.
      void server.stop(false);
    },
    close: () => server.stop(true),
  };
}
