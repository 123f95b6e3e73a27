import { Elysia, t } from "elysia";
import { commonQuery, describeRoute } from "../describe-route.ts";
import { integer } from "../../../http/shared/describe-route.ts";
import { type Exchange, pathPart } from "../exchange.ts";
import { authCollection, loginSchema, path, tag } from "./auth-route.ts";

const { expand, fields } = commonQuery;

/** Logging in as somebody else, for superusers. */
export function impersonateRoutes(exchange: Exchange) {
  const { auth } = exchange.app;

  return new Elysia({ prefix: "/collections/:collection" }).post(
    "/impersonate/:id",
    async ({ request, params }) => {
      const info = await exchange.openSuperuser(request);
      const collection = authCollection(exchange, params.collection);
      await exchange.receive(info);
      const { record, token } = await auth.impersonate(
        collection,
        pathPart(params.id),
        info.expand,
        info,
      );
      return exchange.json(info, { record, token });
    },
    {
      parse: "none",
      detail: describeRoute({
        tag,
        summary: "Impersonate",
        path: { ...path, id: "Id of the record to log in as." },
        query: { expand, fields },
        body: t.Object({
          duration: t.Optional(
            integer({
              description:
                "Seconds that the token is good for; 0: as the collection says. auth-refresh does not renew it.",
              minimum: 0,
            }),
          ),
        }),
        answer: loginSchema,
        login: "required",
        errors: {
          400: "The duration makes no sense.",
          401: "Nobody is logged in.",
          403: "The login is no superuser's.",
          404: "No such auth collection or record.",
        },
      }),
    },
  );
}
