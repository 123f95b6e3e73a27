import {
  keepPreviousData,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import { client } from "../../../../server/client.ts";
import { useDebounced } from "../../../../components/hooks/use-debounced.ts";

/** What a view's query would give. */
export interface ViewSample {
  readonly fields: readonly { readonly name: string; readonly type: string }[];
  readonly sample: readonly Readonly<Record<string, unknown>>[];
}

/** Milliseconds without typing after which a query is tried. */
const patience = 400;

/** Tries a view's query once it is no longer typed at. The error is the server's. */
export function useViewDryRun(query: string): UseQueryResult<ViewSample> {
  const settled = useDebounced(query.trim(), patience);
  return useQuery({
    queryKey: ["view-dry-run", settled],
    queryFn: ({ signal }) =>
      client.send<ViewSample>("/api/collections/meta/dry-run-view", {
        method: "POST",
        body: { query: settled },
        signal,
      }),
    enabled: settled !== "",
    retry: false,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}
