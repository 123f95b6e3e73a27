import type { RouteCounts } from "../shared/request-counts.ts";

/** A route as the activity log sees it. */
export interface FollowedRoute {
  readonly counts: RouteCounts;
  /** Its successes are not logged, failures are. */
  readonly isQuiet: boolean;
}

/**
 * Whether the successes of a route are too many, too dull or too secret to be logged. The URLs of OAuth2 redirects hold
 * what logs in.
 *
 * @param route as the API writes it
 */
export function isQuiet(method: string, route: string): boolean {
  return (
    !route.startsWith("/api/") ||
    route.startsWith("/api/docs") ||
    route === "/api/logs" ||
    route.startsWith("/api/logs/") ||
    route === "/api/metrics" ||
    route === "/api/oauth2-redirect" ||
    (route === "/api/realtime" && method !== "POST")
  );
}
