import type { Server } from "bun";
import type { App } from "../core/app.ts";
import { Refused } from "../core/errors.ts";
import type { BunRoutes } from "./bun-routes.ts";
import type { Handlers } from "./create-handler.ts";
import { securityHeaders } from "./shared/answer-headers.ts";

/** What answers, as `Bun.serve` takes it. */
export interface Answers {
  readonly routes: BunRoutes;
  fetch(
    request: Request,
    server: Server<unknown>,
  ): Response | Promise<Response>;
  error(error: Error): Response;
}

export const socketOptions = {
  /** Seconds without a byte after which a connection is closed. */
  idleTimeout: 120,
  // The server's own refusal has no body: bodies are counted where they are read.
  maxRequestBodySize: Number.MAX_SAFE_INTEGER,
} as const;

/** What `Bun.serve` is to answer with. Errors come here that no API has written an answer to. */
export function answersOf(
  { routes, answer }: Handlers,
  log: App["log"],
): Answers {
  return {
    routes,
    fetch: (request, server) => answer(request, server),
    error(error) {
      log.error("a request failed outside of the APIs", { error });
      return new Response(null, { status: 500, headers: securityHeaders });
    },
  };
}

/**
 * Listens by calling `start`.
 *
 * @throws {Refused} the address cannot be listened on
 */
export function openSocket<T>(
  hostname: string,
  port: number,
  start: () => T,
): T {
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

/** The part of a URL between the scheme and the path. */
export function writeAuthority(
  hostname: string,
  port: number | undefined,
): string {
  const host = hostname.includes(":") ? `[${hostname}]` : hostname;
  return `${host}:${port}`;
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error
    ? error.code
    : undefined;
}
