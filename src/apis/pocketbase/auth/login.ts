import { Elysia, t } from "elysia";
import { ownRecord } from "../../../core/auth/own-record.ts";
import { tokenOf } from "../../../http/shared/request-info.ts";
import { commonQuery, describeRoute } from "../describe-route.ts";
import { integer } from "../../../http/shared/describe-route.ts";
import type { Exchange } from "../exchange.ts";
import {
  answerLogin,
  authCollection,
  loginBody,
  loginErrors,
  loginQuery,
  loginSchema,
  path,
  tag,
} from "./auth-route.ts";

const { expand, fields } = commonQuery;

const switchSchema = t.Object({
  enabled: t.Boolean(),
  duration: integer({ description: "Seconds." }),
});
const providerSchema = t.Object({
  name: t.String(),
  displayName: t.String(),
  logo: t.String({ description: "SVG, or empty." }),
  state: t.String({
    description: "The user has to come back with the very same one.",
  }),
  authURL: t.String({
    description:
      "Where to send the user, once the URL to come back to is appended.",
  }),
  codeVerifier: t.String({
    description: "Goes with the code to auth-with-oauth2.",
  }),
  codeChallenge: t.String(),
  codeChallengeMethod: t.String(),
});
const methodsSchema = t.Object({
  password: t.Object({
    enabled: t.Boolean(),
    identityFields: t.Array(t.String()),
  }),
  oauth2: t.Object({
    enabled: t.Boolean(),
    providers: t.Array(providerSchema),
  }),
  mfa: switchSchema,
  otp: switchSchema,
});

/** Ways to log in, and staying logged in. */
export function loginRoutes(exchange: Exchange) {
  const { auth } = exchange.app;

  return new Elysia({ prefix: "/collections/:collection" })
    .get(
      "/auth-methods",
      async ({ request, params }) => {
        const info = await exchange.open(request, {
          collection: params.collection,
          actions: ["listAuthMethods"],
        });
        const collection = authCollection(exchange, params.collection);
        return exchange.json(info, await auth.methods(collection));
      },
      {
        detail: describeRoute({
          tag,
          summary: "List auth methods",
          path,
          query: { fields },
          answer: methodsSchema,
          errors: { 404: "No such auth collection." },
        }),
      },
    )
    .post(
      "/auth-with-password",
      ({ request, params }) =>
        answerLogin(
          exchange,
          request,
          params.collection,
          "authWithPassword",
          auth.withPassword,
        ),
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Auth with password",
          path,
          query: loginQuery,
          body: t.Object({
            ...loginBody,
            identity: t.String({
              description: "The value of an identity field, such as email.",
            }),
            password: t.String(),
            identityField: t.Optional(
              t.String({ description: "The one identity field to look in." }),
            ),
          }),
          answer: loginSchema,
          errors: {
            ...loginErrors,
            400: "Wrong identity or password, or they are missing.",
            403: "Password logins are off, or the auth rule refuses.",
          },
        }),
      },
    )
    .post(
      "/auth-refresh",
      async ({ request, params }) => {
        const info = await exchange.open(request, {
          collection: params.collection,
          actions: ["authRefresh"],
        });
        // Guests and others are told so, whether or not there are logins in the collection.
        ownRecord(exchange.collection(params.collection), info.viewer);
        const { record, token } = await auth.refresh(
          authCollection(exchange, params.collection),
          info.expand,
          info,
          tokenOf(request),
        );
        return exchange.json(info, { record, token });
      },
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Auth refresh",
          path,
          query: { expand, fields },
          answer: loginSchema,
          login: "required",
          errors: {
            401: "Nobody is logged in.",
            403: "The login is of another collection, or the auth rule refuses.",
            404: "No such collection.",
          },
        }),
      },
    );
}
