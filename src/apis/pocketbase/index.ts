import { Elysia } from "elysia";
import { NotFound } from "../../core/errors.ts";
import { authChapter } from "./auth/index.ts";
import { batchChapter } from "./batch.ts";
import { collectionsChapter } from "./collections.ts";
import type { Exchange } from "./exchange.ts";
import { filesChapter } from "./files.ts";
import { healthChapter } from "./health.ts";
import { realtimeChapter } from "./realtime.ts";
import { recordsChapter } from "./records.ts";
import { settingsChapter } from "./settings.ts";

/** The native API, all of whose paths start with `/api`. */
export function createNativeApi(exchange: Exchange) {
  return new Elysia({
    prefix: "/api",
    strictPath: true,
    // The router would otherwise look for the path from the twelfth character on and miss it after `http://db/`.
    handler: { standardHostname: false },
  })
    .onError(({ code, error, request }) =>
      exchange.error(request, code === "NOT_FOUND" ? new NotFound() : error),
    )
    .use(recordsChapter(exchange))
    .use(batchChapter(exchange))
    .use(authChapter(exchange))
    .use(realtimeChapter(exchange))
    .use(collectionsChapter(exchange))
    .use(filesChapter(exchange))
    .use(settingsChapter(exchange))
    .use(healthChapter(exchange))
    .compile();
}
