import { useEffect, useEffectEvent } from "react";
import { joinTabs } from "./browser-tabs.ts";
import { keyOf, type LiveEvent } from "./live-event.ts";
import { openStream } from "./open-stream.ts";
import { SharedLive } from "./shared-live.ts";

export type { LiveEvent } from "./live-event.ts";

let shared: SharedLive | undefined;

/**
 * Hears of changes of records as they happen, over one stream for all tabs of the browser.
 *
 * @param topic as in the API: `collection/*` or `collection/id`, by the collection's name or id; undefined: nothing
 * @param options.query `expand` and `fields` for the form of the records, `filter` for which
 * @param options.onStart nothing is missed from now on: what was loaded before may be old
 * @param options.onGap changes may have been missed, as the connection was lost for a while: load anew what matters
 */
export function useLive(
  topic: string | undefined,
  onEvent: (event: LiveEvent) => void,
  options: {
    readonly query?: Readonly<Record<string, string>>;
    readonly onStart?: () => void;
    readonly onGap?: () => void;
  } = {},
): void {
  const hear = useEffectEvent(onEvent);
  const start = useEffectEvent(() => options.onStart?.());
  const miss = useEffectEvent(() => options.onGap?.());
  const key =
    topic === undefined
      ? undefined
      : keyOf({ topic, query: options.query ?? {} });
  useEffect(() => {
    if (key === undefined) return undefined;
    shared ??= new SharedLive(joinTabs(), openStream);
    return shared.follow(key, {
      onEvent: hear,
      onStart: start,
      onGap: miss,
    });
  }, [key]);
}
