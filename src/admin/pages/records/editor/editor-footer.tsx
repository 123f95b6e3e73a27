import { Button } from "../../../components/button.tsx";
import { Kbd } from "../../../components/texts/kbd.tsx";
import { ProgressBar } from "../../../components/progress-bar.tsx";
import { recordEditorText as texts } from "../../../text/record-editor.ts";
import styles from "./editor-footer.module.css";
import type { Saving } from "./saving/use-saving.ts";

/** What ends the editing of a record. */
export function EditorFooter({
  saving: { isSaving, progress, cancel },
  isNew,
  isLocked,
  canSave,
  isTouched,
  onUnlock,
  onSave,
  onCancel,
}: {
  readonly saving: Saving;
  readonly isNew: boolean;
  /** Whether it has to be unlocked before it can be saved. */
  readonly isLocked: boolean;
  /** Whether there is something that it can be saved to. */
  readonly canSave: boolean;
  readonly isTouched: boolean;
  readonly onUnlock: () => void;
  readonly onSave: (then: "close" | "stay") => void;
  readonly onCancel: () => void;
}) {
  if (progress !== undefined) {
    return (
      <>
        <div className={styles["progress"]}>
          <ProgressBar
            label={texts.uploading}
            // All of it is sent; when the server is done with it is not known.
            value={progress < 1 ? progress : undefined}
          />
        </div>
        <Button kind="secondary" onClick={cancel}>
          {texts.cancelUpload}
        </Button>
      </>
    );
  }
  return (
    <>
      <span className={styles["state"]} role="status">
        {isTouched && texts.unsaved}
      </span>
      <span className={styles["cancel"]}>
        <Button kind="ghost" onClick={onCancel}>
          {texts.cancel}
        </Button>
      </span>
      {!isLocked && (
        <Button
          kind="secondary"
          busy={isSaving}
          disabled={!canSave}
          onClick={() => onSave("stay")}
        >
          <span className={styles["withKeys"]}>
            {texts.saveOn}
            <span className={styles["keys"]} aria-hidden>
              <Kbd keys="Mod+S" />
            </span>
          </span>
        </Button>
      )}
      {/* One button for both, so that it keeps the focus. */}
      <Button
        busy={isSaving}
        disabled={!canSave}
        onClick={() => (isLocked ? onUnlock() : onSave("close"))}
      >
        {isLocked ? texts.unlock : isNew ? texts.create : texts.save}
      </Button>
    </>
  );
}
