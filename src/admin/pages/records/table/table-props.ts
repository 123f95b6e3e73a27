import type { CollectionModel, RecordModel } from "pocketbase";
import type { ReactNode, Ref } from "react";
import type { RecordsRequest } from "../../../server/records-request.ts";
import type { Columns } from "../columns/use-columns.ts";
import type { Selection } from "../selection/selection.ts";
import type { RowActions } from "./row-actions.ts";
import type { LiveRows } from "./use-live-rows.ts";

/** What the page around it does with the table. */
export interface TableHandle {
  readonly isAtTop: () => boolean;
  readonly goToTop: () => void;
}

export interface RecordsTableProps {
  readonly ref: Ref<TableHandle>;
  readonly collection: CollectionModel;
  readonly request: RecordsRequest;
  readonly columns: Columns;
  /** As the address has it. */
  readonly sort: string;
  /** Told the field whose heading was pressed. */
  readonly onSort: (field: string) => void;
  /** Of rows; undefined before anything is known of it. */
  readonly count: number | undefined;
  /** Whether `count` is all there are, rather than those that are known by now. */
  readonly isCounted: boolean;
  /** Whether rows could not be loaded: then none are awaited. */
  readonly hasFailed: boolean;
  readonly live: LiveRows;
  readonly selection: Selection;
  readonly onSelection: (change: (now: Selection) => Selection) => void;
  readonly actions: RowActions;
  readonly onOpen: (record: RecordModel) => void;
  readonly onDuplicate: (record: RecordModel) => void;
  readonly onDelete: (record: RecordModel) => void;
  readonly onDeleteSelected: () => void;
  /** Told what went wrong with loading rows. */
  readonly onError: (error: Error | undefined) => void;
  /** Instead of rows, where there are none. */
  readonly empty: ReactNode;
}
