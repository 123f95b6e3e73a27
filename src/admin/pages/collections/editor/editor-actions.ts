import type { CollectionModel } from "pocketbase";
import { createContext, use } from "react";

/** What parts of the editor can ask of it. */
export interface EditorActions {
  /** Opens the editor for a new collection above this one. */
  readonly newCollection: (
    onCreated: (collection: CollectionModel) => void,
  ) => void;
}

/** Given by the editor to what is in it. */
export const EditorActionsContext = createContext<EditorActions>({
  newCollection: () => {},
});

export function useEditorActions(): EditorActions {
  return use(EditorActionsContext);
}
