import { createFindRoute, type FindRoute } from "../activity/find-route.ts";
import type { ApiContext, ApiServer, OtherApi } from "../shared/other-api.ts";

/** An API of another system that is on. */
export interface RunningApi {
  readonly api: OtherApi;
  /** Loads what answers, and has made what it needs. @throws {Invalid} something is in the way of what it needs */
  serve(): Promise<ApiServer>;
  /** The route of a path, as far as it is known: not before the first request is answered. */
  readonly findRoute: FindRoute;
}

/** The APIs of other systems, as far as they are on at the moment. */
export interface ApiDispatcher {
  /** The one that a path belongs to. */
  find(path: string): RunningApi | undefined;
  running(): readonly RunningApi[];
}

/**
 * Looks at each request whether the API that its path belongs to is on, so that turning it on or off needs no restart.
 *
 * @param apis what may be on; the longest of their paths that fits wins
 */
export function createApiDispatcher(
  apis: readonly OtherApi[],
  context: ApiContext,
): ApiDispatcher {
  const all = apis.map((api) => runningApi(api, context));
  const paths = all
    .flatMap((running) => running.api.paths.map((path) => ({ path, running })))
    .toSorted((one, other) => other.path.length - one.path.length);
  const isOn = ({ api }: RunningApi) =>
    context.app.apis.isOn(api.definition.name);
  return {
    find(path) {
      // For nearly every server none is.
      if (!all.some(isOn)) return undefined;
      return paths.find(
        ({ path: pattern, running }) => isOn(running) && fits(path, pattern),
      )?.running;
    },
    running: () => all.filter(isOn),
  };
}

function runningApi(api: OtherApi, context: ApiContext): RunningApi {
  const { name } = api.definition;
  let loaded: Promise<ApiServer> | undefined;
  let findRoute: FindRoute = () => undefined;

  async function load(): Promise<ApiServer> {
    const create = await api.load();
    const server = create(context);
    findRoute = createFindRoute(server.routes.routes);
    return server;
  }

  return {
    api,
    async serve() {
      await context.app.apis.ready(name);
      return (loaded ??= load());
    },
    findRoute: (method, path) => findRoute(method, path),
  };
}

/** Whether a path is a pattern's: exactly it, or below it where the pattern ends in `/*`. */
function fits(path: string, pattern: string): boolean {
  return pattern.endsWith("/*")
    ? path.startsWith(pattern.slice(0, -1))
    : path === pattern;
}
