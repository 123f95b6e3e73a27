import { Elysia } from "elysia";
import type { ApiContext, ApiServer } from "../../http/shared/other-api.ts";
import { documentation } from "./documentation.ts";
import { Exchange } from "./exchange.ts";
import { authRoutes } from "./routes/auth.ts";
import { documentRoutes } from "./routes/documents.ts";
import { landingRoute } from "./routes/landing.ts";
import { roleRoutes } from "./routes/roles.ts";
import { searchRoutes } from "./routes/search.ts";
import { setRoleRoute } from "./routes/set-role.ts";
import { userRoutes } from "./routes/users.ts";

/** The API of LibreDMS, over its three collections. */
export function createLibredmsApi(context: ApiContext): ApiServer {
  const exchange = new Exchange(context);
  const routes = new Elysia({
    prefix: "/api",
    // As in the native API: hosts may be short.
    handler: { standardHostname: false },
  })
    .onError(({ code, error, request }) =>
      code === "NOT_FOUND"
        ? exchange.notFound(request)
        : exchange.error(request, error),
    )
    .use(landingRoute(exchange))
    .use(authRoutes(exchange))
    .use(userRoutes(exchange))
    .use(setRoleRoute(exchange))
    .use(documentRoutes(exchange))
    .use(searchRoutes(exchange))
    .use(roleRoutes(exchange))
    .compile();
  return { routes, documentation };
}
