import { useMemo, useState } from "react";
import { isSortable } from "../../../server/records-request.ts";
import { widthLimits, withMoved, withWidth } from "../columns/column-model.ts";
import type { Columns } from "../columns/use-columns.ts";
import type { HeaderActions } from "./header-cell.tsx";

/** Pixels by which a key makes a column wider or narrower. */
const step = 16;

/** What the headings do, and the column that is being dragged wider. */
export function useHeaderActions(
  columns: Columns,
  onSort: (field: string) => void,
) {
  const { all, shown, choice, choose } = columns;
  const [dragged, setDragged] = useState<{ id: string; width: number }>();
  const actions = useMemo<HeaderActions>(
    () => ({
      sort: ({ field }) => {
        if (isSortable(field)) onSort(field.name);
      },
      preview: ({ field }, width) => {
        const { min, max } = widthLimits;
        setDragged(
          width === undefined
            ? undefined
            : { id: field.id, width: Math.min(Math.max(width, min), max) },
        );
      },
      resize: ({ field }, width) => choose(withWidth(choice, field.id, width)),
      move: ({ field }, by) => choose(withMoved(choice, all, field.id, by)),
    }),
    [all, choice, choose, onSort],
  );

  function resizeBy(at: number, by: -1 | 1): void {
    const column = shown[at];
    if (column !== undefined) actions.resize(column, column.width + by * step);
  }

  /** Returns whether it could be moved. */
  function moveBy(at: number, by: -1 | 1): boolean {
    const column = shown[at];
    if (column === undefined || shown[at + by] === undefined) return false;
    actions.move(column, by);
    return true;
  }

  return { actions, dragged, resizeBy, moveBy };
}
