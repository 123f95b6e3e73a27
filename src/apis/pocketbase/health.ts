import { Elysia, t } from "elysia";
import { apiNames } from "../../core/apis/api-names.ts";
import { commonQuery, describeRoute } from "./describe-route.ts";
import { integer } from "../../http/shared/describe-route.ts";
import type { Exchange } from "./exchange.ts";

/** Headers that tell of a reverse proxy in front. */
const proxyHeaders = ["CF-Connecting-IP", "Fly-Client-IP", "X-Forwarded-For"];

/** Chapter "Health". */
export function healthChapter(exchange: Exchange) {
  return new Elysia().get(
    "/health",
    async ({ request }) => {
      const info = await exchange.open(request);
      const isSuperuser = info.viewer.kind === "superuser";
      return exchange.json(info, {
        message: "API is healthy.",
        code: 200,
        data: isSuperuser ? surroundings(exchange, request) : {},
      });
    },
    {
      detail: describeRoute({
        tag: "Health",
        summary: "Health check",
        query: { fields: commonQuery.fields },
        login: "optional",
        answer: t.Object({
          code: integer(),
          message: t.String(),
          data: t.Object(
            {
              canBackup: t.Optional(t.Boolean()),
              realIP: t.Optional(t.String()),
              possibleProxyHeader: t.Optional(t.String()),
              apis: t.Optional(
                t.Array(t.String(), {
                  description: "APIs of other systems that are on.",
                }),
              ),
            },
            { description: "Empty except for superusers." },
          ),
        }),
      }),
    },
  );
}

function surroundings(exchange: Exchange, request: Request) {
  return {
    canBackup: !exchange.app.backups.isBusy,
    possibleProxyHeader:
      proxyHeaders.find((name) => request.headers.get(name)) ?? "",
    realIP: exchange.surroundings.clientAddress(request),
    apis: apiNames.filter((name) => exchange.app.apis.isOn(name)),
  };
}
