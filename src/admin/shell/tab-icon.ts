import { markAddress } from "../components/mark-address.ts";

/** A dot in the corner, in a colour that is not the mark's. */
const dot =
  '<circle cx="26" cy="6" r="5.5" fill="#2f7d4f" stroke="#fff" stroke-width="1.5"/>';

/**
 * Gives the page's tab its icon: with a dot where the server is reached by HTTPS, so that tabs of servers in production differ
 * from those of one's own machine. The page itself names none, or the browser would ask for that one as well.
 */
export function showTabIcon(): void {
  const link = document.createElement("link");
  link.rel = "icon";
  link.type = "image/svg+xml";
  link.href = markAddress(window.location.protocol === "https:" ? dot : "");
  document.head.append(link);
}
