import type { CollectionModel, RecordModel } from "pocketbase";
import { createContext, type ReactNode } from "react";

/** Which record is edited: one that there is, a copy of one, or a new one. */
export type EditorTarget =
  { readonly id: string } | { readonly copyOf: RecordModel } | "new";

/** What has been done with a record. */
export type SavedEvent = "created" | "updated" | "deleted";

export interface RecordEditorProps {
  readonly collection: CollectionModel;
  readonly record: EditorTarget;
  readonly onClose: () => void;
  readonly onSaved?: (record: RecordModel, event: SavedEvent) => void;
}

/** How many editors the one which is shown lies in. */
export const EditorDepth = createContext(0);

/** Shows the editor of a record that the one which is edited refers to. Given by the editor itself, which its parts cannot import. */
export const NestedEditor = createContext<
  ((props: RecordEditorProps) => ReactNode) | undefined
>(undefined);
