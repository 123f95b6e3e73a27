import { Elysia, t } from "elysia";
import { commonQuery, describeRoute } from "../describe-route.ts";
import type { Exchange } from "../exchange.ts";
import {
  answerLogin,
  receiveFor,
  loginBody,
  loginErrors,
  loginQuery,
  loginSchema,
  path,
  tag,
} from "./auth-route.ts";

const { fields } = commonQuery;

/** Logging in with digits that were mailed. */
export function oneTimePasswordRoutes(exchange: Exchange) {
  const { auth } = exchange.app;

  return new Elysia({ prefix: "/collections/:collection" })
    .post(
      "/request-otp",
      async ({ request, params }) => {
        const info = await exchange.open(request, {
          collection: params.collection,
          actions: ["requestOTP"],
        });
        const collection = await receiveFor(exchange, info, params.collection);
        const { otpId } = await auth.requestOneTimePassword(collection, info);
        return exchange.json(info, { otpId });
      },
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Request OTP",
          path,
          query: { fields },
          body: t.Object({ email: t.String({ format: "email" }) }),
          answer: t.Object({
            otpId: t.String({
              description:
                "To log in with. Whether anybody has the address is not told.",
            }),
          }),
          errors: {
            400: "No email address.",
            403: "One-time passwords are off.",
            404: "No such auth collection.",
            429: "The server is busy.",
          },
        }),
      },
    )
    .post(
      "/auth-with-otp",
      ({ request, params }) =>
        answerLogin(
          exchange,
          request,
          params.collection,
          "authWithOTP",
          auth.withOneTimePassword,
        ),
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Auth with OTP",
          path,
          query: loginQuery,
          body: t.Object({
            ...loginBody,
            otpId: t.String(),
            password: t.String({ description: "The digits from the mail." }),
          }),
          answer: loginSchema,
          errors: {
            ...loginErrors,
            400: "Wrong, used or expired.",
            403: "One-time passwords are off, or the auth rule refuses.",
            429: "Too many attempts; try later, with a new one.",
          },
        }),
      },
    );
}
