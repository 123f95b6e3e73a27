import { Elysia, t } from "elysia";
import { describeForSuperusers } from "../describe-route.ts";
import type { Exchange } from "../exchange.ts";

const describe = describeForSuperusers("Metrics");

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
      detail: describe({
        summary: "Metrics of the server, for Prometheus",
        answer: t.String({ description: "Prometheus' text format." }),
        answerType: "text/plain",
      }),
    },
  );
}
