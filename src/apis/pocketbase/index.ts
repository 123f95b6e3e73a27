import { Elysia } from "elysia";
import packageJson from "../../../package.json" with { type: "json" };
import type { ApiDocumentation } from "../../http/shared/other-api.ts";
import { authChapter } from "./auth/index.ts";
import { backupsChapter } from "./backups.ts";
import { batchChapter } from "./batch.ts";
import { collectionDryRun } from "./collection-dry-run.ts";
import { collectionsChapter } from "./collections.ts";
import { cronsChapter } from "./crons.ts";
import type { Exchange } from "./exchange.ts";
import { namedSchemas, tokenScheme } from "./describe-route.ts";
import { filesChapter } from "./files.ts";
import { healthChapter } from "./health.ts";
import { logsChapter } from "./logs.ts";
import { metricsChapter } from "./metrics/index.ts";
import { realtimeChapter } from "./realtime.ts";
import { recordExport } from "./record-export.ts";
import { recordImport } from "./record-import.ts";
import { recordsChapter } from "./records.ts";
import { settingsChapter } from "./settings.ts";
import { sqlChapter } from "./sql.ts";

/** The native API, all of whose paths start with `/api`. */
export function createNativeApi(exchange: Exchange) {
  return new Elysia({
    prefix: "/api",
    strictPath: true,
    // The router would otherwise look for the path from the twelfth character on and miss it after `http://db/`.
    handler: { standardHostname: false },
  })
    .onError(({ code, error, request }) =>
      code === "NOT_FOUND"
        ? exchange.notFound(request)
        : exchange.error(request, error),
    )
    .use(recordsChapter(exchange))
    .use(recordExport(exchange))
    .use(recordImport(exchange))
    .use(batchChapter(exchange))
    .use(authChapter(exchange))
    .use(realtimeChapter(exchange))
    .use(collectionsChapter(exchange))
    .use(collectionDryRun(exchange))
    .use(filesChapter(exchange))
    .use(settingsChapter(exchange))
    .use(backupsChapter(exchange))
    .use(logsChapter(exchange))
    .use(cronsChapter(exchange))
    .use(sqlChapter(exchange))
    .use(healthChapter(exchange))
    .use(metricsChapter(exchange))
    .compile();
}

/** What its OpenAPI document says besides its routes. */
export const nativeDocumentation: ApiDocumentation = {
  title: "Hutch",
  description: packageJson.description,
  schemas: namedSchemas,
  securitySchemes: {
    [tokenScheme]: {
      type: "apiKey",
      in: "header",
      name: "Authorization",
      description: "The token of a login.",
    },
  },
};
