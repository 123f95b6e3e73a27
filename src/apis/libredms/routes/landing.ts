import { Elysia, t } from "elysia";
import { describeRoute } from "../describe-route.ts";
import type { Exchange } from "../exchange.ts";

/** `GET /api` leads to what can be read about this API. */
export function landingRoute(exchange: Exchange) {
  return new Elysia().get(
    "",
    ({ request }) => {
      exchange.open(request);
      return exchange.redirect(request, "/api/docs/libredms");
    },
    {
      detail: describeRoute({
        tag: "Documentation",
        summary: "Go to the documentation",
        status: 302,
        answer: t.String(),
        answerType: "text/plain",
        answerHeaders: { Location: t.String() },
      }),
    },
  );
}
