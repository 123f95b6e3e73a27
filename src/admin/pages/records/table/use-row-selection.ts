import { type RefObject, useCallback, useRef } from "react";
import { toast } from "../../../components/overlays/toasts.tsx";
import { fetchIds } from "../../../server/records.ts";
import type { RecordsRequest } from "../../../server/records-request.ts";
import { fill } from "../../../text/index.ts";
import { recordsText } from "../../../text/records.ts";
import { isSelected, select, type Selection } from "../selection/selection.ts";
import type { Rows } from "./use-rows.ts";

/** Rows that a range may have: their ids are kept, and asked for where they are not loaded. */
const longestRange = 20_000;

/** Selects rows by their positions. */
export interface RowSelection {
  readonly toggle: (position: number) => void;
  /** From the row that was last selected to this one. */
  readonly extendTo: (position: number) => void;
}

export function useRowSelection(
  request: RecordsRequest,
  rows: RefObject<Rows>,
  change: (change: (selection: Selection) => Selection) => void,
): RowSelection {
  /** Where ranges begin. */
  const anchor = useRef(0);

  const toggle = useCallback(
    (position: number) => {
      const id = rows.current.at(position)?.id;
      if (id === undefined) return;
      anchor.current = position;
      change((now) => select(now, [id], !isSelected(now, id)));
    },
    [rows, change],
  );

  async function selectRange(first: number, end: number): Promise<void> {
    const known = Array.from(
      { length: end - first },
      (_, at) => rows.current.at(first + at)?.id,
    );
    const ids = known.every((id) => id !== undefined)
      ? known
      : await fetchIds(request, { first, end });
    change((now) => select(now, ids, true));
  }

  function extendTo(position: number): void {
    const first = Math.min(anchor.current, position);
    const end = Math.max(anchor.current, position) + 1;
    if (end - first > longestRange) {
      const count = longestRange.toLocaleString("en");
      toast.bad(fill(recordsText.selection.tooMany, { count }));
      return;
    }
    selectRange(first, end).catch(() =>
      toast.bad(recordsText.selection.failed),
    );
  }

  return { toggle, extendTo };
}
