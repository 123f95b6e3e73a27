import { useEffect } from "react";
import { useSettings } from "../server/settings.ts";
import { fill, text } from "../text/index.ts";

/** Names the window after the page, and the app that is served. */
export function useTitle(page: string): void {
  const app = useSettings().data?.meta.appName ?? text.product;
  useEffect(() => {
    document.title = fill(text.title, { page, app });
  }, [page, app]);
}
