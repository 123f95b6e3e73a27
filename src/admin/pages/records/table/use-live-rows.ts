import {
  useEffect,
  useEffectEvent,
  useMemo,
  useSyncExternalStore,
} from "react";
import { keyOf, type LiveEvent } from "../../../server/live/live-event.ts";
import { useLive } from "../../../server/live/use-live.ts";
import type { RecordsRequest } from "../../../server/records-request.ts";
import type { LiveMarks } from "./live-marks.ts";
import { LiveRowsStore } from "./live-rows-store.ts";
import { recheckRows } from "./use-rows.ts";

/** Characters of a subscription that the server takes; what is longer asks for less. */
const longest = 2_300;

/** What live updates have told about the rows that are shown. */
export interface LiveRows extends LiveMarks {
  /** Loads anew what is near the view. */
  readonly reload: () => Promise<void>;
}

/**
 * Keeps rows as they are now, without moving them: changed ones change in place, deleted ones stay and are marked, new ones
 * are counted.
 *
 * @param isLive whether the server tells of changes: of those of views it does not
 * @param showsNew asked when there are new records: whether they may appear by themselves
 */
export function useLiveRows(
  request: RecordsRequest,
  isLive: boolean,
  showsNew: () => boolean,
): LiveRows {
  const store = useMemo(() => new LiveRowsStore(request), [request]);
  const marks = useSyncExternalStore(store.subscribe, store.marks);
  const { hear, reload } = store;
  useEffect(() => store.stop, [store]);
  useSubscriptions(request, isLive, hear, {
    onStart: () => void recheckRows(request),
    onGap: () => void reload(),
  });

  const mayAppear = useEffectEvent(showsNew);
  const count = marks.created.size;
  useEffect(() => {
    if (count > 0 && mayAppear()) void reload();
  }, [count, reload]);
  return useMemo(() => ({ ...marks, reload }), [marks, reload]);
}

/** New records are only news if the filter finds them; changes and deletions matter to whatever is shown. */
function useSubscriptions(
  request: RecordsRequest,
  isLive: boolean,
  onEvent: (event: LiveEvent) => void,
  when: { readonly onStart: () => void; readonly onGap: () => void },
): void {
  const { collection, fields, expand, filter } = request;
  const topic = `${collection}/*`;
  const search = { filter, fields: "id" };
  const isFiltered = filter !== "";
  const canFilter = isFiltered && !isTooLong(topic, search);
  useLive(
    isLive ? topic : undefined,
    (event) => {
      if (event.action !== "create" || !isFiltered) onEvent(event);
    },
    { query: formOf(topic, { fields, expand }), ...when },
  );
  useLive(
    isLive && canFilter ? topic : undefined,
    (event) => {
      if (event.action === "create") onEvent(event);
    },
    { query: search },
  );
}

/** The form that records are wanted in, as far as the server takes it. */
function formOf(
  topic: string,
  query: { readonly fields: string; readonly expand: string },
): Readonly<Record<string, string>> {
  if (!isTooLong(topic, query)) return query;
  const whole = { expand: query.expand };
  return isTooLong(topic, whole) ? {} : whole;
}

function isTooLong(
  topic: string,
  query: Readonly<Record<string, string>>,
): boolean {
  return encodeURIComponent(keyOf({ topic, query })).length > longest;
}
