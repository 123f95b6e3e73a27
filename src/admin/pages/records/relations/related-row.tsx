import { SquarePen, X } from "lucide-react";
import type { CollectionModel, RecordModel } from "pocketbase";
import type { ReactNode } from "react";
import { IconButton } from "../../../components/button.tsx";
import { removeRow } from "../../../components/lists/remove-row.ts";
import { Skeleton } from "../../../components/layout/skeleton.tsx";
import { fill } from "../../../text/index.ts";
import { recordEditorText } from "../../../text/record-editor.ts";
import { RecordLabel } from "../present/record-label.tsx";
import { RecordLink } from "../present/record-link.tsx";
import { RecordPeek } from "./record-peek.tsx";
import styles from "./related-row.module.css";

const { relation: texts } = recordEditorText;

/** A record that a relation names. */
export function RelatedRow({
  id,
  record,
  isKnown,
  collection,
  name,
  handle,
  onOpen,
  onRemove,
}: {
  readonly id: string;
  readonly record: RecordModel | undefined;
  /** Whether it has been looked up. */
  readonly isKnown: boolean;
  readonly collection: CollectionModel;
  readonly name: string;
  readonly handle: ReactNode;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
}) {
  return (
    <div className={styles["row"]}>
      {handle}
      <span className={styles["label"]}>
        {record !== undefined ? (
          <RecordLink
            collection={collection}
            id={id}
            className={styles["link"]}
            onOpen={onOpen}
          >
            <RecordLabel record={record} collection={collection} />
          </RecordLink>
        ) : isKnown ? (
          <span className={styles["missing"]}>
            <code>{id}</code> {texts.missing}
          </span>
        ) : (
          <Skeleton width="12rem" />
        )}
      </span>
      {record !== undefined && (
        <>
          <RecordPeek record={record} name={name} />
          <IconButton
            icon={SquarePen}
            size="small"
            label={fill(texts.open, { record: name })}
            onClick={onOpen}
          />
        </>
      )}
      <IconButton
        icon={X}
        size="small"
        label={fill(texts.remove, { record: name })}
        onClick={({ currentTarget }) => removeRow(currentTarget, onRemove)}
      />
    </div>
  );
}
