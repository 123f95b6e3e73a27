import { Undo2, X } from "lucide-react";
import type { RecordModel } from "pocketbase";
import type { ReactNode } from "react";
import { Badge } from "../../../../components/badge.tsx";
import { IconButton } from "../../../../components/button.tsx";
import { classes } from "../../../../components/classes.ts";
import { removeRow } from "../../../../components/lists/remove-row.ts";
import { fill } from "../../../../text/index.ts";
import { recordEditorText } from "../../../../text/record-editor.ts";
import { fileKind } from "../../present/file-kind.ts";
import { FileThumb, PictureThumb } from "../../present/file-thumb.tsx";
import { entryName, type FileEntry } from "./file-entries.ts";
import styles from "./file-row.module.css";
import { useObjectUrl } from "./use-object-url.ts";
import { fileSize } from "../../../../components/texts/file-size.ts";

const { files: texts } = recordEditorText;

/** One of a field's files. */
export function FileRow({
  entry,
  stored,
  handle,
  onOpen,
  onToggle,
}: {
  readonly entry: FileEntry;
  /** The record, if there is one already. */
  readonly stored: RecordModel | undefined;
  readonly handle: ReactNode;
  /** Looks at it. */
  readonly onOpen: () => void;
  /** Removes it, or has it back. */
  readonly onToggle: () => void;
}) {
  const file = entry.kind === "new" ? entry.file : undefined;
  const url = useObjectUrl(file);
  const name = entryName(entry);
  const isRemoved = entry.kind === "stored" && entry.isRemoved;

  return (
    <div className={classes(styles["row"], isRemoved && styles["removed"])}>
      {handle}
      <button
        type="button"
        className={styles["open"]}
        aria-label={fill(texts.preview, { file: name })}
        onClick={onOpen}
      >
        {file === undefined && stored !== undefined ? (
          <FileThumb record={stored} name={name} />
        ) : (
          <PictureThumb
            name={name}
            url={fileKind(name) === "image" ? url : undefined}
          />
        )}
        <span className={styles["words"]}>
          <span className={styles["name"]}>{name}</span>
          {isRemoved && (
            <span className={styles["facts"]}>{texts.removed}</span>
          )}
          {file !== undefined && (
            <span className={styles["facts"]}>{fileSize(file.size)}</span>
          )}
        </span>
      </button>
      {file !== undefined && <Badge kind="accent">{texts.new}</Badge>}
      <IconButton
        icon={isRemoved ? Undo2 : X}
        size="small"
        label={fill(isRemoved ? texts.undoNamed : texts.remove, { file: name })}
        onClick={({ currentTarget }) => removeRow(currentTarget, onToggle)}
      />
    </div>
  );
}
