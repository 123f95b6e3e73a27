import type { Server } from "bun";
import { type Answers, socketOptions } from "../open-socket.ts";
import type { Certificate } from "./certificate.ts";
import { steerToSecond } from "./steer-connections.ts";

export interface SecureServerOptions {
  readonly hostname: string;
  readonly port: number;
  /** Milliseconds that connections which came before a new certificate have for what they began. */
  readonly farewell: number;
}

/**
 * Listens with a certificate that can be replaced. Bun knows no other way than a second server on the same port: the first
 * gets no more connections, asks its clients to connect anew, and ends when its last request is answered.
 */
export class SecureServer {
  readonly #options: SecureServerOptions;
  readonly #leaving = new Set<Server<unknown>>();
  #current: Server<unknown>;
  #answers: Answers;
  /** The last farewell. The next renewal waits for it, so that there are never three on the port. */
  #parted: Promise<void> = Promise.resolve();
  #cutShort: () => void = () => {};
  #isRefusing = false;

  constructor(
    options: SecureServerOptions,
    certificate: Certificate,
    answers: Answers,
  ) {
    this.#options = options;
    this.#answers = answers;
    this.#current = this.#serve(options.port, certificate);
  }

  /** The server that gets the connections. It can say of every request, also of one that came before it, whose it is. */
  get server(): Server<unknown> {
    return this.#current;
  }

  pendingRequests(): number {
    return this.#all().reduce((sum, server) => sum + server.pendingRequests, 0);
  }

  answerWith(answers: Answers): void {
    this.#answers = answers;
    this.#current.reload(answers);
    for (const server of this.#leaving) server.reload(withFarewell(answers));
  }

  /**
   * Resolves as soon as new connections are made with the certificate, which is after the farewell of the one before last.
   *
   * @throws {Error} what kept the new server from listening
   */
  async renew(certificate: Certificate): Promise<void> {
    const replaced = this.#parted.then(() => this.#replace(certificate));
    this.#parted = replaced.then(
      (old) => this.#part(old),
      () => {},
    );
    await replaced;
  }

  refuse(): void {
    this.#isRefusing = true;
    this.#cutShort();
    for (const server of this.#all()) void server.stop(false);
  }

  async close(): Promise<void> {
    this.#isRefusing = true;
    this.#cutShort();
    await Promise.all(this.#all().map((server) => server.stop(true)));
  }

  #all(): Server<unknown>[] {
    return [this.#current, ...this.#leaving];
  }

  /** @returns the server that is to leave */
  #replace(certificate: Certificate): Server<unknown> | undefined {
    if (this.#isRefusing) return undefined;
    const old = this.#current;
    const port = old.port ?? this.#options.port;
    // Elsewhere than on Linux, two cannot listen on one port: who is just connecting has to come again.
    if (process.platform !== "linux") void old.stop(false);
    this.#current = this.#serve(port, certificate);
    this.#leaving.add(old);
    old.reload(withFarewell(this.#answers));
    steerToSecond(port);
    return old;
  }

  async #part(old: Server<unknown> | undefined): Promise<void> {
    if (old === undefined || this.#isRefusing) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, this.#options.farewell).unref();
    this.#cutShort = resolve;
    await promise;
    clearTimeout(timer);
    // Resolves when the last of its requests is answered, which may be a download of hours.
    void old.stop(false).then(() => this.#leaving.delete(old));
  }

  #serve(port: number, { cert, key }: Certificate): Server<unknown> {
    const { hostname } = this.#options;
    return Bun.serve({
      hostname,
      port,
      reusePort: true,
      tls: { cert, key },
      ...socketOptions,
      ...this.#answers,
    });
  }
}

/** The same answers; after each, the client is to connect anew. */
function withFarewell({ fetch, error }: Answers): Answers {
  return {
    // Whatever they answer, `fetch` does, too.
    routes: {},
    error,
    async fetch(request, server) {
      const response = await fetch(request, server);
      response.headers.set("Connection", "close");
      return response;
    },
  };
}
