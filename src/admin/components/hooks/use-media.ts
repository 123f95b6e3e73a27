import { useCallback, useSyncExternalStore } from "react";

/** Where things stand above each other that are beside each other elsewhere: the width that style sheets name. */
export const narrow = "(max-width: 48rem)";

/** Whether the page is shown on what this media query is about. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
  );
}
