import { Elysia, t } from "elysia";
import { ownRecord } from "../../../core/auth/own-record.ts";
import { describeRoute } from "../describe-route.ts";
import type { Exchange } from "../exchange.ts";
import { answerStep, receiveFor, path, tag } from "./auth-route.ts";

/** Another address for who is logged in. */
export function emailChangeRoutes(exchange: Exchange) {
  const { auth } = exchange.app;

  return new Elysia({ prefix: "/collections/:collection" })
    .post(
      "/request-email-change",
      async ({ request, params }) => {
        const info = await exchange.open(request, {
          collection: params.collection,
          actions: ["requestEmailChange"],
        });
        // Guests and others are turned away before anything that they sent is read.
        ownRecord(exchange.collection(params.collection), info.viewer);
        const collection = await receiveFor(exchange, info, params.collection);
        await auth.requestEmailChange(collection, info);
        return exchange.nothing(request);
      },
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Request email change",
          path,
          body: t.Object({
            newEmail: t.String({ description: "Gets the mail." }),
          }),
          login: "required",
          errors: {
            400: "No new address, it is taken, or the collection is that of superusers.",
            401: "Nobody is logged in.",
            403: "The login is of another collection.",
            404: "No such collection.",
            429: "The server is busy.",
          },
        }),
      },
    )
    .post(
      "/confirm-email-change",
      ({ request, params }) =>
        answerStep(
          exchange,
          request,
          params.collection,
          "confirmEmailChange",
          auth.confirmEmailChange,
        ),
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Confirm email change",
          path,
          body: t.Object({
            token: t.String({ description: "From the mail; works once." }),
            password: t.String({ description: "The record's password." }),
          }),
          errors: {
            400: "The token is not or no longer good, the password is wrong, or the address has been taken since.",
            404: "No such auth collection.",
            429: "The server is busy.",
          },
        }),
      },
    );
}
