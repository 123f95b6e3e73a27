import type { CollectionField, RecordModel } from "pocketbase";

/** What can be done with a row and what is in it. The same object for as long as the table is there. */
export interface RowActions {
  readonly openRelated: (collection: string, id: string) => void;
  readonly preview: (record: RecordModel, file: string) => void;
  readonly copy: (text: string) => void;
}

/** What a cell shows. */
export interface CellProps {
  readonly record: RecordModel;
  readonly field: CollectionField;
  readonly actions: RowActions;
}
