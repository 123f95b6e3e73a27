import { useSyncExternalStore } from "react";
import { hashOf, type LinkPage, parseRoute, type Route } from "./route.ts";

/** Where the visitor is. */
export interface Location {
  readonly route: Route;
  /** What came of the link that led here, once it has done its work. */
  readonly finished: Finished | undefined;
}

export interface Finished {
  /** The email address that it was about. */
  readonly email: string;
}

let current = readLocation();
const listeners = new Set<() => void>();

function readLocation(): Location {
  return {
    route: parseRoute(window.location.hash),
    finished: parseFinished(window.history.state),
  };
}

function update(): void {
  current = readLocation();
  for (const listener of listeners) listener();
}

window.addEventListener("hashchange", update);

/** Where the visitor is, now and whenever that changes. */
export function useLocation(): Location {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

/**
 * A link has done its work: its token goes from the address and the history. What came of it stays with this entry of the
 * history, so that the page says the same after a reload.
 */
export function finishLink(page: LinkPage, finished: Finished): void {
  window.history.replaceState({ finished }, "", hashOf(page));
  update();
}

/** What stays with an entry of the history may come from an older version. */
function parseFinished(state: unknown): Finished | undefined {
  if (typeof state !== "object" || state === null || !("finished" in state)) {
    return undefined;
  }
  const { finished } = state;
  return typeof finished === "object" &&
    finished !== null &&
    "email" in finished &&
    typeof finished.email === "string"
    ? { email: finished.email }
    : undefined;
}
