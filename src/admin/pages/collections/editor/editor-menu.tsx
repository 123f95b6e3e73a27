import {
  Braces,
  Copy,
  Eraser,
  MoreHorizontal,
  Save,
  Trash2,
  Undo2,
} from "lucide-react";
import type { CollectionModel } from "pocketbase";
import { IconButton } from "../../../components/button.tsx";
import { copyAndSay } from "../../../components/texts/copy-and-say.ts";
import { Menu } from "../../../components/overlays/menu.tsx";
import { collectionsText } from "../../../text/collections.ts";

const texts = collectionsText.editor;

/** What else can be done with a collection. */
export function EditorMenu({
  collection,
  isChanged,
  onSave,
  onUndo,
  onDuplicate,
  onTruncate,
  onDelete,
}: {
  readonly collection: CollectionModel;
  /** Whether there is something to undo. */
  readonly isChanged: boolean;
  readonly onSave: () => void;
  readonly onUndo: () => void;
  readonly onDuplicate: () => void;
  readonly onTruncate: () => void;
  readonly onDelete: () => void;
}) {
  return (
    <Menu
      label={texts.more}
      trigger={<IconButton icon={MoreHorizontal} label={texts.more} />}
      items={[
        {
          label: texts.saveKeys,
          icon: Save,
          shortcut: "Mod+S",
          onSelect: onSave,
        },
        {
          label: texts.undo,
          icon: Undo2,
          disabled: !isChanged,
          onSelect: onUndo,
        },
        {
          label: texts.copyJson,
          icon: Braces,
          separatorBefore: true,
          onSelect: () => void copyAndSay(JSON.stringify(collection, null, 2)),
        },
        { label: texts.duplicate, icon: Copy, onSelect: onDuplicate },
        {
          label: texts.truncate,
          icon: Eraser,
          kind: "danger",
          separatorBefore: true,
          disabled: collection.type === "view",
          onSelect: onTruncate,
        },
        {
          label: texts.delete,
          icon: Trash2,
          kind: "danger",
          disabled: collection.system,
          onSelect: onDelete,
        },
      ]}
    />
  );
}
