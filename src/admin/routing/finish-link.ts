import { type LinkPage, linkPaths } from "./link-paths.ts";

/** What came of a link. */
export interface Finished {
  /** The email address that it was about. */
  readonly email: string;
  /** Whether it is one of those who log in here. */
  readonly isSuperuser?: boolean;
}

declare module "@tanstack/react-router" {
  interface HistoryState {
    finished?: Finished;
  }
}

/**
 * A link has done its work: its token goes from the address and the history. What came of it stays with this entry of the
 * history, so that the page says the same after a reload.
 */
export function finishLink(page: LinkPage, finished: Finished): void {
  // The router notices, as it watches the history.
  window.history.replaceState(
    { ...Object(window.history.state), finished },
    "",
    `#${linkPaths[page]}`,
  );
}

/** What stays with an entry of the history may come from an older version. */
export function readFinished(state: unknown): Finished | undefined {
  if (typeof state !== "object" || state === null || !("finished" in state)) {
    return undefined;
  }
  const { finished } = state;
  return typeof finished === "object" &&
    finished !== null &&
    "email" in finished &&
    typeof finished.email === "string"
    ? {
        email: finished.email,
        isSuperuser: "isSuperuser" in finished && finished.isSuperuser === true,
      }
    : undefined;
}
