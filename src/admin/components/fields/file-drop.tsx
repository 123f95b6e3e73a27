import { Upload } from "lucide-react";
import { type DragEvent, type ReactNode, useId, useRef, useState } from "react";
import { classes } from "../classes.ts";
import styles from "./file-drop.module.css";

/** Takes files: dropped here, or chosen. */
export function FileDrop({
  label,
  accept,
  multiple = false,
  onFiles,
  hint,
}: {
  readonly label: string;
  /** Types that are offered when choosing (HTML, attribute `accept`). */
  readonly accept?: string;
  readonly multiple?: boolean;
  /** Called with at least one file, and with one at most unless there may be several. */
  readonly onFiles: (files: readonly File[]) => void;
  readonly hint?: ReactNode;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);

  function take(list: FileList | null): void {
    const files = Array.from(list ?? []).slice(0, multiple ? undefined : 1);
    if (files.length > 0) onFiles(files);
  }

  function handleDragOver(event: DragEvent): void {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    setOver(true);
  }

  function handleDrop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  }

  return (
    <div
      className={styles["drop"]}
      onDragOver={handleDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={handleDrop}
    >
      <button
        type="button"
        className={classes(styles["button"], isOver && styles["over"])}
        aria-describedby={hint === undefined ? undefined : id}
        onClick={() => input.current?.click()}
      >
        <Upload className={styles["icon"]} aria-hidden />
        <span>{label}</span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={label}
        accept={accept}
        multiple={multiple}
        onChange={(event) => {
          take(event.target.files);
          // So that choosing the same file again is a change.
          event.target.value = "";
        }}
      />
      {hint !== undefined && (
        <p id={id} className={styles["hint"]}>
          {hint}
        </p>
      )}
    </div>
  );
}
