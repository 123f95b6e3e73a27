import { useLocation } from "@tanstack/react-router";

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** What the page before was told of who wants to log in. It is no part of the address, which others may see. */
    email?: string;
  }
}

/** The email address that was typed on the page before; empty if none was. */
export function useCarriedEmail(): string {
  return useLocation({
    // It may come from an older version.
    select: ({ state: { email } }) => (typeof email === "string" ? email : ""),
  });
}
