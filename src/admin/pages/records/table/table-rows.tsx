import type { Column } from "../columns/column-model.ts";
import { isSelected, type Selection } from "../selection/selection.ts";
import type { ActiveCell } from "./active-cell.ts";
import { RecordRow, type RowMark } from "./record-row.tsx";
import type { RowActions } from "./row-actions.ts";
import {
  mostRows,
  type RowRange,
} from "../../../components/scrolling/row-range.ts";
import type { LiveRows } from "./use-live-rows.ts";
import type { Rows } from "./use-rows.ts";

/** The rows near the view. */
export function TableRows({
  gridId,
  range,
  rows,
  columns,
  selection,
  live,
  active,
  actions,
}: {
  readonly gridId: string;
  readonly range: RowRange;
  readonly rows: Rows;
  readonly columns: readonly Column[];
  readonly selection: Selection;
  readonly live: LiveRows;
  readonly active: ActiveCell | undefined;
  readonly actions: RowActions;
}) {
  const count = Math.max(0, range.end - range.first);
  const positions = Array.from({ length: count }, (_, at) => range.first + at);
  return positions.map((position) => {
    const record = rows.at(position);
    return (
      <RecordRow
        // A row that leaves at one end comes in again at the other, with all its elements.
        key={position % mostRows}
        position={position}
        record={record}
        columns={columns}
        gridId={gridId}
        isSelected={record !== undefined && isSelected(selection, record.id)}
        mark={record && markOf(live, record.id)}
        activeColumn={active?.row === position ? active.column : undefined}
        actions={actions}
      />
    );
  });
}

function markOf({ changed, deleted }: LiveRows, id: string): RowMark {
  if (deleted.has(id)) return "deleted";
  return changed.has(id) ? "changed" : undefined;
}
