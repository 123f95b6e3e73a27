import { useLocation, useParams } from "@tanstack/react-router";
import type { ComponentType } from "react";
import type { LinkPageProps } from "../pages/links/link-page.ts";
import { readFinished } from "./finish-link.ts";

/** Shows the page that a link leads to, with the token of the address. */
export function LinkRoute({
  page: Page,
}: {
  readonly page: ComponentType<LinkPageProps>;
}) {
  const { token = "" } = useParams({ strict: false });
  const finished = useLocation({ select: ({ state }) => readFinished(state) });
  // Another link in the same window begins anew.
  return <Page key={token} token={token} finished={finished} />;
}
