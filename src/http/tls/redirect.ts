import { isIP } from "node:net";
import type { Handler } from "../create-handler.ts";

export interface RedirectOptions {
  /** Where HTTPS is. */
  readonly port: number;
  /** Whether the certificate was made for the host. */
  covers(host: string): boolean;
  /** Answers what an authority asks for over plain HTTP before it makes out a certificate. */
  readonly answer: Handler;
}

/** A challenge's file, in RFC 8555, section 8.3. */
const challenge = /^\/\.well-known\/acme-challenge\/[\w-]+$/;

/**
 * Sends who comes by plain HTTP to HTTPS. Only reading is sent on, as upstream does: what else is sent has been on the wire
 * in plain text already, and must not seem to work. The host is what the client says, so that only hosts that the
 * certificate was made for are sent to.
 */
export function createRedirect(options: RedirectOptions): Handler {
  return (request, server) => {
    const { method, url } = request;
    // A host that is none leaves a mere path.
    const target = url.startsWith("/") ? null : URL.parse(url);
    if (target === null) return useHttps();
    const isReading = method === "GET" || method === "HEAD";
    if (isReading && challenge.test(target.pathname)) {
      return options.answer(request, server);
    }
    const { hostname } = target;
    const host = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
    if (!isReading || !options.covers(host)) return useHttps();
    const { port } = options;
    const authority = isIP(host) === 6 ? `[${host}]` : host;
    const suffix = port === 443 ? "" : `:${port}`;
    return new Response(null, {
      // Not for good: who gives HTTPS up again must not find browsers that remember it.
      status: 302,
      headers: {
        Location: `https://${authority}${suffix}${target.pathname}${target.search}`,
        "Cache-Control": "no-store",
      },
    });
  };
}

function useHttps(): Response {
  const message = "Use HTTPS.";
  return Response.json(
    { status: 400, message, data: {} },
    { status: 400, headers: { "Cache-Control": "no-store" } },
  );
}
