import { Braces, Copy, CopyPlus, Eye, Trash2 } from "lucide-react";
import type { CollectionModel, RecordModel } from "pocketbase";
import {
  AnchoredMenu,
  type MenuItem,
} from "../../../components/overlays/menu.tsx";
import type { MenuEdge } from "../../../components/hooks/use-popup.ts";
import { recordsText } from "../../../text/records.ts";
import { copyRecord } from "./copying.ts";
import { copyAndSay } from "../../../components/texts/copy-and-say.ts";

const { record: text } = recordsText;

/** What can be done with a record from the table. */
export function RowMenu({
  anchor,
  collection,
  record,
  edge,
  onOpen,
  onDuplicate,
  onDelete,
  onClose,
}: {
  readonly anchor: Element;
  /** Undefined if it was opened by pointer. */
  readonly edge: MenuEdge | undefined;
  readonly collection: CollectionModel;
  readonly record: RecordModel;
  readonly onOpen: () => void;
  readonly onDuplicate: () => void;
  readonly onDelete: () => void;
  readonly onClose: () => void;
}) {
  const changing: readonly MenuItem[] = [
    { label: text.duplicate, icon: CopyPlus, onSelect: onDuplicate },
  ];
  const removing: readonly MenuItem[] = [
    {
      label: text.delete,
      icon: Trash2,
      kind: "danger",
      separatorBefore: true,
      onSelect: onDelete,
    },
  ];
  const isView = collection.type === "view";
  return (
    <AnchoredMenu
      anchor={anchor}
      label={text.actions}
      edge={edge}
      onClose={onClose}
      items={[
        { label: text.open, icon: Eye, onSelect: onOpen },
        ...(isView ? [] : changing),
        {
          label: text.copyId,
          icon: Copy,
          separatorBefore: true,
          onSelect: () => void copyAndSay(record.id),
        },
        {
          label: text.copyJson,
          icon: Braces,
          onSelect: () => void copyRecord(record),
        },
        ...(isView ? [] : removing),
      ]}
    />
  );
}
