import type { Server } from "bun";
import { writeAddress } from "./client-address.ts";

/** What the server that requests come through knows of their connections. Without a server, nothing is known. */
export class Connections {
  #server: Server<unknown> | undefined;
  /** The requests that others stand for, by those. */
  readonly #originals = new WeakMap<Request, Request>();
  /** Asking takes a microsecond, and is done more than once for a request. */
  #asked: { readonly request: Request; readonly address: string } | undefined;

  /** From now on, requests come through this server. */
  listenThrough(server: Server<unknown>): void {
    this.#server = server;
  }

  /** A request came through this server, should none be known yet. */
  noteServer(server: Server<unknown> | undefined): void {
    this.#server ??= server;
  }

  /** The server does not know the one request: it is the other that came. */
  standFor(request: Request, original: Request): void {
    this.#originals.set(request, original);
  }

  /** The address at the other end of the request's connection, as `writeAddress` writes it; empty if it is not known. */
  addressOf(request: Request): string {
    if (this.#asked?.request === request) return this.#asked.address;
    const known = this.#server?.requestIP(this.#originalOf(request));
    const address = writeAddress(known?.address ?? "");
    this.#asked = { request, address };
    return address;
  }

  /** @param seconds that may pass without a byte before the request's connection is closed; 0 is for ever */
  setIdleTimeout(request: Request, seconds: number): void {
    this.#server?.timeout(this.#originalOf(request), seconds);
  }

  #originalOf(request: Request): Request {
    return this.#originals.get(request) ?? request;
  }
}
