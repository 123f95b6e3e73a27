import { Elysia, t } from "elysia";
import { Forbidden, Unauthorized } from "../../../core/errors.ts";
import { viewerCollection } from "../../../core/request.ts";
import { tokenOf } from "../../../http/shared/request-info.ts";
import {
  anyObject,
  commonQuery,
  describeRoute,
  integer,
} from "../describe-route.ts";
import type { Exchange } from "../exchange.ts";
import { authCollection, loginSchema, path, tag } from "./auth-route.ts";

const { expand, fields } = commonQuery;

const switchSchema = t.Object({
  enabled: t.Boolean(),
  duration: integer({ description: "Seconds." }),
});
const methodsSchema = t.Object({
  password: t.Object({
    enabled: t.Boolean(),
    identityFields: t.Array(t.String()),
  }),
  oauth2: t.Object({
    enabled: t.Boolean(),
    providers: t.Array(anyObject()),
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
        const info = await exchange.open(request);
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
      async ({ request, params }) => {
        const info = await exchange.open(request);
        const collection = authCollection(exchange, params.collection);
        await exchange.receive(info);
        const { record, token } = await auth.withPassword(
          collection,
          info.expand,
          info,
        );
        return exchange.json(info, { record, token });
      },
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Auth with password",
          path,
          query: { expand, fields },
          body: t.Object({
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
            400: "Wrong identity or password, or they are missing.",
            401: "A second factor is needed; the answer has its mfaId.",
            403: "Password logins are off, or the auth rule refuses.",
            404: "No such auth collection.",
          },
        }),
      },
    )
    .post(
      "/auth-refresh",
      async ({ request, params }) => {
        const info = await exchange.open(request);
        const asked = exchange.collection(params.collection);
        const own = viewerCollection(info.viewer);
        if (own === undefined) throw new Unauthorized();
        if (own.type !== "auth" || asked.id !== own.id) {
          throw new Forbidden(
            `The request requires auth record from ${own.name} collection.`,
          );
        }
        const { record, token } = await auth.refresh(
          own,
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
