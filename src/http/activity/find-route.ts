import { once } from "../../core/once.ts";

/** Finds the route that a path is for. */
export type FindRoute = (method: string, path: string) => string | undefined;

/**
 * For requests that Bun's own router does not find: rare ones.
 *
 * @param routes of the API, parameters written `:name`
 */
export function createFindRoute(
  routes: readonly { readonly method: string; readonly path: string }[],
): FindRoute {
  const patterns = once(() =>
    routes.map(({ method, path }) => ({
      method,
      path,
      pattern: new RegExp(
        `^${path
          .split(/(:\w+)/)
          .map((part) => (part.startsWith(":") ? "[^/]+" : escape(part)))
          .join("")}$`,
      ),
    })),
  );
  return (method, path) => {
    const wanted = method === "HEAD" ? "GET" : method;
    const fitting = patterns().filter(
      (route) => route.method === wanted && route.pattern.test(path),
    );
    // `/collections/import` is more than `/collections/:collection`.
    return (
      fitting.find((route) => route.path === path) ??
      fitting.toSorted((a, b) => colons(a.path) - colons(b.path))[0]
    )?.path;
  };
}

function colons(path: string): number {
  return path.split(":").length;
}

function escape(text: string): string {
  return text.replace(/[.+*?^${}()|[\]\\]/g, "\\$&");
}
