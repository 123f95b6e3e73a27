import type { CollectionModel } from "pocketbase";
import { useMemo, useState } from "react";
import { useCollections, useScaffolds } from "../../../server/collections.ts";
import { collectionsText } from "../../../text/collections.ts";
import { fill } from "../../../text/index.ts";
import { type CollectionDraft, draftOf } from "./collection-draft.ts";
import { type EditorActions, EditorActionsContext } from "./editor-actions.ts";
import { EditorPanel } from "./editor-panel.tsx";
import { copyDraft, newDraft } from "./new-draft.ts";

const texts = collectionsText.editor;

interface CollectionEditorProps {
  /** Undefined for a new one. */
  readonly collection: CollectionModel | undefined;
  /** What a new one is like. */
  readonly copyOf?: CollectionModel;
  readonly onClose: () => void;
  readonly onSaved: (collection: CollectionModel) => void;
  readonly onDeleted?: (collection: CollectionModel) => void;
}

interface NewAbove {
  readonly onCreated: (collection: CollectionModel) => void;
}

/** Makes or changes a collection, in a panel. */
export function CollectionEditor({
  collection,
  copyOf,
  ...props
}: CollectionEditorProps) {
  const [copied, setCopied] = useState(copyOf);
  const [above, setAbove] = useState<NewAbove>();
  const actions = useMemo<EditorActions>(
    () => ({ newCollection: (onCreated) => setAbove({ onCreated }) }),
    [],
  );
  const stored = copied === undefined ? collection : undefined;
  const initial = useInitialDraft(stored, copied);

  if (initial === undefined) return null;
  return (
    <EditorActionsContext value={actions}>
      <EditorPanel
        key={copied?.id}
        {...props}
        initial={initial}
        stored={stored}
        onDuplicate={setCopied}
      >
        {above !== undefined && (
          <CollectionEditor
            collection={undefined}
            onClose={() => setAbove(undefined)}
            onSaved={above.onCreated}
          />
        )}
      </EditorPanel>
    </EditorActionsContext>
  );
}

/** What the editor begins with: the first that there is, as news from the server must not change what is being edited. */
function useInitialDraft(
  stored: CollectionModel | undefined,
  copied: CollectionModel | undefined,
): CollectionDraft | undefined {
  const scaffold = useScaffolds().data?.["base"];
  const collections = useCollections().data;
  const [begun, setBegun] = useState<{
    readonly of: CollectionModel | undefined;
    readonly draft: CollectionDraft;
  }>();
  if (begun !== undefined && begun.of === copied) return begun.draft;
  const draft = begin();
  if (draft !== undefined) setBegun({ of: copied, draft });
  return draft;

  function begin(): CollectionDraft | undefined {
    if (copied !== undefined) {
      const name = fill(texts.copyName, { name: copied.name });
      return copyDraft(copied, collections ?? [], name);
    }
    if (stored !== undefined) return draftOf(stored);
    return scaffold === undefined ? undefined : newDraft(scaffold);
  }
}
