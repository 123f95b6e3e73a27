import { useCallback, useEffect, useRef, useState } from "react";
import type { LogEntry } from "../entries/log-entry.ts";

/** Which entries are selected. */
export interface LogSelection {
  readonly count: number;
  readonly has: (id: string) => boolean;
  /** Selects an entry or not; or, as the one selected last, all up to it. */
  readonly toggle: (id: string, isRange: boolean) => void;
  readonly setAll: (entries: readonly LogEntry[]) => void;
  readonly extentOf: (entries: readonly LogEntry[]) => {
    readonly isAll: boolean;
    readonly isSome: boolean;
  };
}

/** Holds a selection among these entries; what is not among them any more is not selected. */
export function useLogSelection(entries: readonly LogEntry[]): LogSelection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const latest = useRef(entries);
  const last = useRef<string>(undefined);
  useEffect(() => {
    latest.current = entries;
  }, [entries]);

  const toggle = useCallback((id: string, isRange: boolean) => {
    const from = last.current;
    last.current = id;
    setIds((before) => {
      const isOn = !before.has(id);
      const next = new Set(before);
      for (const one of isRange ? between(latest.current, from, id) : [id]) {
        if (isOn) next.add(one);
        else next.delete(one);
      }
      return next;
    });
  }, []);

  const selected = entries.filter(({ id }) => ids.has(id)).length;
  return {
    count: selected,
    has: (id) => ids.has(id),
    toggle,
    setAll: (all) => setIds(new Set(all.map(({ id }) => id))),
    extentOf: ({ length }) => ({
      isAll: selected > 0 && selected >= length,
      isSome: selected > 0,
    }),
  };
}

function between(
  entries: readonly LogEntry[],
  from: string | undefined,
  to: string,
): readonly string[] {
  const [one, other] = [from, to].map((id) =>
    entries.findIndex((entry) => entry.id === id),
  );
  if (one === undefined || other === undefined || one < 0) return [to];
  return entries
    .slice(Math.min(one, other), Math.max(one, other) + 1)
    .map(({ id }) => id);
}
