import { useNavigate, useSearch } from "@tanstack/react-router";
import { useStored } from "../../components/hooks/use-stored.ts";

import { parseRange, type TimeRange, writeTime } from "./chart/hours.ts";
import type { LogsSearch } from "./entries/logs-filter.ts";
import { newestFirst } from "./entries/use-entries.ts";

/** What the page's address says, and how it is changed. */
export function useLogsSearch() {
  const address = useSearch({ from: "/superuser/logs" });
  const navigate = useNavigate({ from: "/logs" });
  const [stored, store] = useStored("logs.superusers", false, asBoolean);
  const {
    filter = "",
    level = "",
    sort = newestFirst,
    from = "",
    to = "",
    logId,
    superuserRequests,
  } = address;
  const range = parseRange(from, to);
  const search: LogsSearch = {
    filter,
    level,
    withSuperusers:
      superuserRequests === undefined ? stored : superuserRequests === "1",
    from: range === undefined ? "" : from,
    to: range === undefined ? "" : to,
  };

  function change(changed: Partial<typeof address>, replace = false): void {
    void navigate({ search: { ...address, ...changed }, replace });
  }

  return {
    search,
    sort,
    range,
    logId,
    searchFor({ withSuperusers, ...changed }: Partial<LogsSearch>): void {
      if (withSuperusers !== undefined) {
        store(withSuperusers);
        change({ ...changed, superuserRequests: withSuperusers ? "1" : "0" });
      } else change(changed);
    },
    sortBy: (key: string) =>
      change({ sort: key === newestFirst ? undefined : key }),
    look: (stretch: TimeRange | undefined) =>
      change({
        from: stretch && writeTime(stretch.from),
        to: stretch && writeTime(stretch.to),
      }),
    open: (id: string | undefined) => change({ logId: id }),
    /** Closes the entry that is open, and looks for this. */
    findLike: (words: string) => change({ logId: undefined, filter: words }),
  };
}

function asBoolean(stored: unknown): boolean | undefined {
  return typeof stored === "boolean" ? stored : undefined;
}
