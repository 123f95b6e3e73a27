import { useCallback, useEffect, useState } from "react";
import {
  type ActiveCell,
  headerRow,
  type Reach,
  within,
} from "./active-cell.ts";

/** The cell that keys act on: the grid has the focus and names it, so that rows may come and go. */
export function useActiveCell(
  reach: Reach,
  show: (row: number) => void,
  idOf: (cell: ActiveCell) => string,
): {
  /** Undefined before anybody has used the keyboard, or pointed at a cell. */
  readonly active: ActiveCell | undefined;
  /** As a key does: what is out of view is scrolled to. */
  readonly activate: (cell: ActiveCell) => void;
  /** As a click does: it is in view. */
  readonly mark: (cell: ActiveCell) => void;
} {
  const [wanted, setWanted] = useState<ActiveCell>();
  const [isByKey, setByKey] = useState(false);
  const active = wanted && within(wanted, reach);

  const activate = useCallback(
    (cell: ActiveCell) => {
      if (cell.row > headerRow) show(cell.row);
      setWanted(cell);
      setByKey(true);
    },
    [show],
  );

  const mark = useCallback((cell: ActiveCell) => {
    setWanted(cell);
    setByKey(false);
  }, []);

  // The first and the last column stay in view by themselves.
  const isFixed = wanted?.column === 0 || wanted?.column === reach.columns - 1;
  const id =
    wanted === undefined || isFixed || !isByKey ? undefined : idOf(wanted);
  useEffect(() => {
    if (id === undefined) return;
    // Its row is in view already; of a wide table another part may be.
    document
      .getElementById(id)
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [id]);

  return { active, activate, mark };
}
