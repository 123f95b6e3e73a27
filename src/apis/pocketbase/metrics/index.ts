import { Elysia } from "elysia";
import { describeRoute } from "../describe-route.ts";
import type { Exchange } from "../exchange.ts";

/** The server's metrics, for Prometheus. PocketBase has no such route. */
export function metricsChapter(exchange: Exchange) {
  return new Elysia().get(
    "/metrics",
    async ({ request }) => {
      await exchange.openSuperuser(request);
      // Loaded when someone first asks.
      const { writeMetrics } = await import("./write-metrics.ts");
      const { app, surroundings } = exchange;
      const { type, text } = await writeMetrics(app, surroundings.counts);
      const headers = new Headers(surroundings.headersFor(request).bare);
      headers.set("Content-Type", type);
      headers.set("Cache-Control", "no-store");
      return new Response(text, { headers });
    },
    {
      detail: {
        ...describeRoute({
          tag: "Metrics",
          summary: "Metrics of the server, for Prometheus",
          login: "required",
          errors: {
            401: "Nobody is logged in.",
            403: "The login is no superuser's.",
          },
        }),
        responses: {
          200: {
            description: "Prometheus' text format.",
            content: { "text/plain": { schema: { type: "string" } } },
          },
        },
      },
    },
  );
}
