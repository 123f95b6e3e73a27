import { useCallback, useState } from "react";
import type { LogEntry } from "../entries/log-entry.ts";

/**
 * While one reads further down, entries that come in above wait, so that nothing moves.
 *
 * @param order another one means other entries, of which none wait
 */
export function useStillness(entries: readonly LogEntry[], order: string) {
  const [held, setHeld] = useState<{
    readonly order: string;
    /** The entry that is the first as long as the others wait. */
    readonly top: string;
  }>();
  const first = entries[0]?.id;
  const waiting =
    held?.order === order
      ? Math.max(
          entries.findIndex(({ id }) => id === held.top),
          0,
        )
      : 0;
  return {
    shown: waiting === 0 ? entries : entries.slice(waiting),
    waiting,
    hold: useCallback(() => {
      if (first === undefined) return;
      setHeld((before) =>
        before?.order === order ? before : { order, top: first },
      );
    }, [order, first]),
    release: useCallback(() => setHeld(undefined), []),
  };
}
