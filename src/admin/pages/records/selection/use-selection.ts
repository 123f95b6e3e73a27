import { useCallback, useState } from "react";
import { nothingSelected, type Selection } from "./selection.ts";

/** What is selected, until something else is searched for. */
export function useSelection(filter: string) {
  const [{ of, selection }, setState] = useState({
    of: filter,
    selection: nothingSelected,
  });
  const current = of === filter ? selection : nothingSelected;
  const change = useCallback(
    (next: (now: Selection) => Selection) =>
      setState((state) => ({
        of: filter,
        selection: next(
          state.of === filter ? state.selection : nothingSelected,
        ),
      })),
    [filter],
  );
  return [current, change] as const;
}
