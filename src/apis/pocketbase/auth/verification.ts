import { Elysia, t } from "elysia";
import { describeRoute } from "../describe-route.ts";
import type { Exchange } from "../exchange.ts";
import { answerStep, path, tag } from "./auth-route.ts";

/** Showing that one's address is one's own. */
export function verificationRoutes(exchange: Exchange) {
  const { auth } = exchange.app;

  return new Elysia({ prefix: "/collections/:collection" })
    .post(
      "/request-verification",
      ({ request, params }) =>
        answerStep(
          exchange,
          request,
          params.collection,
          "requestVerification",
          auth.requestVerification,
        ),
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Request verification",
          path,
          body: t.Object({
            email: t.String({
              description:
                "Where to send the mail. The answer is the same whether or not anybody has the address.",
            }),
          }),
          errors: {
            400: "No address, or the collection is that of superusers.",
            404: "No such auth collection.",
            429: "The server is busy.",
          },
        }),
      },
    )
    .post(
      "/confirm-verification",
      ({ request, params }) =>
        answerStep(
          exchange,
          request,
          params.collection,
          "confirmVerification",
          auth.confirmVerification,
        ),
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Confirm verification",
          path,
          body: t.Object({
            token: t.String({ description: "From the mail." }),
          }),
          errors: {
            400: "The token is not or no longer good.",
            404: "No such auth collection.",
          },
        }),
      },
    );
}
