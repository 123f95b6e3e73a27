import type { Server } from "bun";
import { Exchange } from "../apis/pocketbase/exchange.ts";
import {
  createNativeApi,
  nativeDocumentation,
} from "../apis/pocketbase/index.ts";
import type { App } from "../core/app.ts";
import { Invalid, NotFound, Unavailable } from "../core/errors.ts";
import { Activity } from "./activity/activity.ts";
import { createFindRoute } from "./activity/find-route.ts";
import { createAdmin } from "./admin/admin.ts";
import { type BunRoutes, bunRoutes } from "./bun-routes.ts";
import { createClientAddress } from "./client-address.ts";
import { Connections } from "./connections.ts";
import { createFileHeads } from "./file-heads.ts";
import { createPreflight } from "./preflight.ts";
import {
  createApiDispatcher,
  type RunningApi,
} from "./other-apis/api-dispatcher.ts";
import { otherApis } from "./other-apis/other-apis.ts";
import { Admission } from "./shared/admission.ts";
import { RequestCounts } from "./shared/request-counts.ts";
import { pathOf } from "./shared/request-path.ts";
import { createHeadersFor } from "./shared/answer-headers.ts";
import type { HttpSurroundings } from "./shared/surroundings.ts";
import { createStaticFiles } from "./static-files/static-files.ts";

export interface HandlerOptions {
  /** Whose pages may read answers: `*`, or origins with `*` and `?` in them. */
  readonly origins: readonly string[];
  /** The folder whose files are served at `/`. */
  readonly publicDir?: string;
}

/** Answers a request; `server` is the one that it came through, if any. */
export type Handler = (
  request: Request,
  server?: Server<unknown>,
) => Response | Promise<Response>;

/** All that a server answers with. */
export interface Handlers {
  /** Answers anything. */
  readonly answer: Handler;
  /** The same, for what Bun's own router finds. */
  readonly routes: BunRoutes;
  /** Requests that these answer and whose answer has not begun. */
  readonly running: number;
  /** Says which server the requests come through, which knows the clients' addresses. */
  listenThrough(server: Server<unknown>): void;
}

/** Puts the APIs, their documentation, the admin and the static files behind one function. */
export function createHandler(app: App, options: HandlerOptions): Handler {
  return createHandlers(app, options).answer;
}

/** As `createHandler`, with what a server can find by itself. */
export function createHandlers(app: App, options: HandlerOptions): Handlers {
  const headersFor = createHeadersFor(options.origins);
  const connections = new Connections();
  const socketAddress = (request: Request) => connections.addressOf(request);
  const clientAddress = createClientAddress(app.settings, socketAddress);
  const counts = new RequestCounts();
  const activity = new Activity({ app, counts, clientAddress, socketAddress });
  const surroundings: HttpSurroundings = {
    headersFor,
    clientAddress,
    counts,
    setIdleTimeout: (request, seconds) =>
      connections.setIdleTimeout(request, seconds),
  };
  const admission = new Admission(app, clientAddress);
  const exchange = new Exchange(app, surroundings, admission);
  const native = createNativeApi(exchange);
  const answerNative = native.fetch;
  const findRoute = createFindRoute(native.routes);
  const others = createApiDispatcher(otherApis, {
    app,
    surroundings,
    admission,
  });
  const fileHeads = createFileHeads(exchange);
  const preflight = createPreflight(options.origins);
  const admin = createAdmin((request, error) => exchange.error(request, error));
  const files =
    options.publicDir === undefined
      ? undefined
      : createStaticFiles(options.publicDir, headersFor);
  let docs: ((request: Request, path: string) => Promise<Response>) | undefined;

  async function answerOther(
    request: Request,
    path: string,
  ): Promise<Response> {
    try {
      await exchange.admit(request);
      if (isWithin(path, "/api/docs")) {
        docs ??= await loadDocs();
        return await docs(request, path);
      }
      if (isWithin(path, "/_")) return await admin(request, path);
      if (files === undefined) throw new NotFound();
      return await files(request, path);
    } catch (error) {
      return exchange.error(request, error);
    }
  }

  /** The documentation is loaded when someone first asks for it. */
  async function loadDocs() {
    const { createApiDocs } = await import("./api-docs/api-docs.ts");
    return createApiDocs(
      { routes: native, documentation: nativeDocumentation },
      others,
      headersFor,
    );
  }

  /** Health checks may speak HTTP/1.0, which needs no host: the URL is a mere path then, as it is with a host that is none. */
  function answerBare(request: Request): Response | Promise<Response> {
    if (request.headers.get("host")) {
      return exchange.error(request, new Invalid("The host is malformed."));
    }
    const complete = new Request(`http://localhost${request.url}`, request);
    connections.standFor(complete, request);
    return answer(complete);
  }

  function answer(request: Request): Response | Promise<Response> {
    if (request.method === "OPTIONS") return preflight(request);
    const began = activity.begin();
    const path = pathOf(request.url);
    const route = activity.route(request.method, routeOf(request, path));
    const answered = answerPath(request, path);
    return answered instanceof Promise
      ? answered.then((response) =>
          activity.note(route, request, response, began),
        )
      : activity.note(route, request, answered, began);
  }

  /** The route as the API writes it, or one name for all the paths of its kind. */
  function routeOf({ method }: Request, path: string): string {
    if (isWithin(path, "/api/docs")) return "/api/docs";
    if (isWithin(path, "/api")) {
      const found = others.find(path)?.findRoute ?? findRoute;
      return found(method, path) ?? "/api/*";
    }
    return isWithin(path, "/_") ? "/_/*" : "/*";
  }

  function answerPath(
    request: Request,
    path: string,
  ): Response | Promise<Response> {
    if (request.method === "HEAD") {
      const headOfFile = fileHeads(request, path);
      if (headOfFile !== undefined) return headOfFile;
    }
    if (!isWithin(path, "/api") || isWithin(path, "/api/docs")) {
      return answerOther(request, path);
    }
    const other = others.find(path);
    return other === undefined
      ? answerNative(withPlainScheme(request))
      : answerThrough(other, request);
  }

  async function answerThrough(
    other: RunningApi,
    request: Request,
  ): Promise<Response> {
    try {
      const { routes } = await other.serve();
      return await routes.fetch(withPlainScheme(request));
    } catch (error) {
      const { name, title } = other.api.definition;
      app.log.error("an API cannot answer", { api: name, error });
      const reason = `The ${title} API is not ready: the server's log says why.`;
      return exchange.error(request, new Unavailable(reason));
    }
  }

  const answerAny: Handler = (request, through) => {
    connections.noteServer(through);
    return request.url.startsWith("/") ? answerBare(request) : answer(request);
  };
  return {
    answer: answerAny,
    routes: bunRoutes(
      native,
      answerAny,
      (request, error) => exchange.error(request, error),
      activity,
    ),
    get running() {
      return activity.running;
    },
    listenThrough: (server) => connections.listenThrough(server),
  };
}

/** Elysia looks for the path from the URL's eighth character on, which is right for `http://` and any host, and for no `https://`. */
function withPlainScheme(request: Request): Request {
  const { url } = request;
  if (url.startsWith("https:")) {
    // Not a new request: the server would not know whose it is.
    Object.defineProperty(request, "url", { value: `http${url.slice(5)}` });
  }
  return request;
}

function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}/`);
}
