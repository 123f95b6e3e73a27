import { Elysia, t } from "elysia";
import {
  commonQuery,
  describeForSuperusers,
  pageOf,
} from "./describe-route.ts";
import { anyObject, integer } from "../../http/shared/describe-route.ts";
import { type Exchange, pathPart } from "./exchange.ts";
import { parseListQuery } from "./list-query.ts";

const describe = describeForSuperusers("Logs");
const { expand: _, ...listQuery } = commonQuery;
const { fields, filter } = commonQuery;

const logSchema = t.Object({
  id: t.String(),
  created: t.String(),
  level: integer({ description: "-4 debug, 0 info, 4 warning, 8 error." }),
  message: t.String(),
  data: anyObject(
    "Of requests: type, method, url, status, execTime (milliseconds), referer, userAgent, auth, and as the settings want authId, userIP and remoteIP; of those that failed, error and details.",
  ),
});

const nonsense = { 400: "The filter or sort makes no sense." };

/** Chapter "Logs", all for superusers. */
export function logsChapter(exchange: Exchange) {
  const { logs } = exchange.app;

  return new Elysia({ prefix: "/logs" })
    .get(
      "",
      async ({ request }) => {
        const info = await exchange.openSuperuser(request);
        const query = parseListQuery(info.query);
        return exchange.page(info, await logs.list(query));
      },
      {
        detail: describe({
          summary: "List logs",
          query: listQuery,
          answer: pageOf(logSchema),
          errors: nonsense,
        }),
      },
    )
    .get(
      "/stats",
      async ({ request }) => {
        const info = await exchange.openSuperuser(request);
        return exchange.list(info, await logs.stats(info.query["filter"]));
      },
      {
        detail: describe({
          summary: "Logs statistics: how many entries each hour has",
          query: { filter, fields },
          answer: t.Array(t.Object({ total: integer(), date: t.String() })),
          errors: nonsense,
        }),
      },
    )
    .get(
      "/:id",
      async ({ request, params }) => {
        const info = await exchange.openSuperuser(request);
        return exchange.json(info, await logs.view(pathPart(params.id)));
      },
      {
        detail: describe({
          summary: "View log",
          path: { id: "Id of the entry." },
          query: { fields },
          answer: logSchema,
          errors: { 404: "No such entry." },
        }),
      },
    )
    .delete(
      "",
      async ({ request }) => {
        await exchange.openSuperuser(request);
        await logs.clear();
        return exchange.nothing(request);
      },
      {
        parse: "none",
        detail: describe({ summary: "Delete all logs" }),
      },
    );
}
