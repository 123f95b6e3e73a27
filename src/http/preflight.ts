import { cors } from "@elysiajs/cors";
import { Elysia } from "elysia";
import { once } from "../core/once.ts";
import { createOriginCheck } from "./shared/answer-headers.ts";

/**
 * Answers the question of a browser before a request from another origin (Fetch standard, "CORS-preflight request").
 * Only these go through the plugin: on other answers it would cost a hook per request and forbid every cache (`Vary: *`).
 *
 * @param origins as the server was told: `*`, or origins with `*` and `?` in them
 */
export function createPreflight(
  origins: readonly string[],
): (request: Request) => Promise<Response> {
  const app = once(() => createApp(origins));
  return async (request) => {
    const response = await app().handle(request);
    // The plugin writes an empty one, and `undefined` where no header was asked for.
    response.headers.delete("access-control-expose-headers");
    if (!request.headers.has("access-control-request-headers")) {
      response.headers.delete("access-control-allow-headers");
    }
    return response;
  };
}

function createApp(origins: readonly string[]) {
  const isAllowed = createOriginCheck(origins);
  const plugin = cors({
    origin: origins.includes("*")
      ? "*"
      : ({ headers }) => isAllowed(headers.get("origin") ?? ""),
    methods: ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"],
    credentials: false,
    exposeHeaders: [],
    maxAge: 0,
  });
  return new Elysia({ handler: { standardHostname: false } }).use(plugin);
}
