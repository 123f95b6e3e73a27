import { Elysia, t } from "elysia";
import { describeRoute } from "../describe-route.ts";
import type { Exchange } from "../exchange.ts";
import { authCollection, path, tag } from "./auth-route.ts";

/** Showing that one's address is one's own. */
export function verificationRoutes(exchange: Exchange) {
  const { auth } = exchange.app;

  return new Elysia({ prefix: "/collections/:collection" })
    .post(
      "/request-verification",
      async ({ request, params }) => {
        const info = await exchange.open(request);
        const collection = authCollection(exchange, params.collection);
        await exchange.receive(info);
        await auth.requestVerification(collection, info);
        return exchange.nothing(request);
      },
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
          },
        }),
      },
    )
    .post(
      "/confirm-verification",
      async ({ request, params }) => {
        const info = await exchange.open(request);
        const collection = authCollection(exchange, params.collection);
        await exchange.receive(info);
        await auth.confirmVerification(collection, info);
        return exchange.nothing(request);
      },
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
