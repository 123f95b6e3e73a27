import { useMemo, useState } from "react";
import type { SortKey } from "../../../server/records-request.ts";
import { isSortable } from "../../../server/records-request.ts";
import { widthLimits, withMoved, withWidth } from "../columns/column-model.ts";
import type { Columns } from "../columns/use-columns.ts";
import type { HeaderActions } from "./header-cell.tsx";

/** Pixels by which a key makes a column wider or narrower. */
const step = 16;

/** What the headings do, and the column that is being dragged wider. */
export function useHeaderActions(
  columns: Columns,
  sort: readonly SortKey[],
  onSort: (sort: string) => void,
) {
  const { all, shown, choice, choose } = columns;
  const [dragged, setDragged] = useState<{ id: string; width: number }>();
  const actions = useMemo<HeaderActions>(
    () => ({
      sort: ({ field }) => {
        if (isSortable(field)) onSort(nextSort(sort, field.name));
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
    }),
    [choice, choose, sort, onSort],
  );

  function resizeBy(at: number, by: -1 | 1): void {
    const column = shown[at];
    if (column !== undefined) actions.resize(column, column.width + by * step);
  }

  /** Returns whether it could be moved. */
  function moveBy(at: number, by: -1 | 1): boolean {
    const column = shown[at];
    if (column === undefined || shown[at + by] === undefined) return false;
    choose(withMoved(choice, all, column.field.id, by));
    return true;
  }

  return { actions, dragged, resizeBy, moveBy };
}

/** Ascending, then descending, then as it comes. */
function nextSort(sort: readonly SortKey[], name: string): string {
  const [key] = sort;
  if (key?.name !== name) return name;
  return key.isDescending ? "" : `-${name}`;
}
