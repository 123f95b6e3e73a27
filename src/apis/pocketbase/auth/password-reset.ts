import { Elysia, t } from "elysia";
import { describeRoute } from "../describe-route.ts";
import type { Exchange } from "../exchange.ts";
import { answerStep, path, tag } from "./auth-route.ts";

/** A new password for who forgot theirs. */
export function passwordResetRoutes(exchange: Exchange) {
  const { auth } = exchange.app;

  return new Elysia({ prefix: "/collections/:collection" })
    .post(
      "/request-password-reset",
      ({ request, params }) =>
        answerStep(
          exchange,
          request,
          params.collection,
          "requestPasswordReset",
          auth.requestPasswordReset,
        ),
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Request password reset",
          path,
          body: t.Object({
            email: t.String({
              description:
                "Where to send the mail. The answer is the same whether or not anybody has the address.",
            }),
          }),
          errors: {
            400: "No address, or password logins are off.",
            404: "No such auth collection.",
            429: "The server is busy.",
          },
        }),
      },
    )
    .post(
      "/confirm-password-reset",
      ({ request, params }) =>
        answerStep(
          exchange,
          request,
          params.collection,
          "confirmPasswordReset",
          auth.confirmPasswordReset,
        ),
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Confirm password reset",
          path,
          body: t.Object({
            token: t.String({ description: "From the mail; works once." }),
            password: t.String(),
            passwordConfirm: t.String({ description: "The same again." }),
          }),
          errors: {
            400: "The token is not or no longer good, or the password breaks its limits.",
            404: "No such auth collection.",
            429: "The server is busy.",
          },
        }),
      },
    );
}
