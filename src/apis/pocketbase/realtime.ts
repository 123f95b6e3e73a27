import { Elysia, t } from "elysia";
import { EventStream } from "../../http/shared/event-stream.ts";
import { describeRoute } from "./describe-route.ts";
import type { Exchange } from "./exchange.ts";

const tag = "Realtime";

/** Chapter "Realtime". */
export function realtimeChapter(exchange: Exchange) {
  const { surroundings } = exchange;
  const { realtime } = exchange.app;

  function streamHeaders(request: Request): Headers {
    const headers = new Headers(surroundings.headersFor(request).bare);
    headers.set("Content-Type", "text/event-stream");
    headers.set("Cache-Control", "no-store");
    // Proxies would hold events back (https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering).
    headers.set("X-Accel-Buffering", "no");
    return headers;
  }

  async function connect(request: Request): Promise<Response> {
    const info = await exchange.open(request);
    const stream = new EventStream(() => {
      // The socket of an answer that failed stays open until it is found to be idle.
      surroundings.setIdleTimeout(request, 1);
    });
    const client = await realtime.connect(
      info,
      (message) => stream.send(message),
      () => stream.end(),
    );
    const leave = () => client.disconnect();
    stream.onLeft = leave;
    request.signal.addEventListener("abort", leave);
    if (request.signal.aborted) leave();
    surroundings.setIdleTimeout(request, 0);
    stream.id = client.id;
    const data = JSON.stringify({ clientId: client.id });
    stream.send({ event: "PB_CONNECT", data });
    return new Response(stream.body, { headers: streamHeaders(request) });
  }

  /** Without it Elysia would connect a client and wait for the end of its stream. */
  async function answerHead(request: Request): Promise<Response> {
    await exchange.admit(request);
    return new Response(null, { headers: streamHeaders(request) });
  }

  return new Elysia()
    .get("/realtime", ({ request }) => connect(request), {
      detail: {
        ...describeRoute({
          tag,
          summary: "Connect",
          errors: { 429: "There are too many connections." },
        }),
        responses: {
          200: {
            description:
              "Server-sent events. The first is PB_CONNECT with the client's id; later ones bear the name of the subscription that they are for. The connection ends after 5 minutes without an event, and after 30 at the latest.",
            content: { "text/event-stream": { schema: { type: "string" } } },
          },
        },
      },
    })
    .head("/realtime", ({ request }) => answerHead(request), {
      detail: { hide: true },
    })
    .post(
      "/realtime",
      async ({ request }) => {
        const info = await exchange.open(request);
        await exchange.receive(info);
        await realtime.subscribe(info);
        return exchange.nothing(request);
      },
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Set subscriptions",
          login: "optional",
          body: t.Object({
            clientId: t.String({ description: "The id of PB_CONNECT." }),
            subscriptions: t.Optional(
              t.Array(t.String(), {
                description:
                  'What to hear of, in place of all before: COLLECTION/*, COLLECTION/ID, each maybe with ?options={"query":{…},"headers":{…}} (percent-encoded).',
              }),
            ),
          }),
          errors: {
            400: "A value is wrong, or the client is at another address.",
            403: "The client is logged in as somebody else.",
            404: "No such client.",
            429: "There are too many subscriptions.",
          },
        }),
      },
    );
}
