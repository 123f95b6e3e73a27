import { Button } from "../../../components/button.tsx";
import { Kbd } from "../../../components/texts/kbd.tsx";
import { settingsText } from "../../../text/settings.ts";
import styles from "./save-bar.module.css";

const texts = settingsText.form;

/** Saves, or throws away, what was changed; at the window's end, wherever one is on the page. */
export function SaveBar({
  isChanged,
  isSaving,
  onReset,
}: {
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  readonly onReset: () => void;
}) {
  return (
    <div className={styles["room"]}>
      {isChanged && (
        <div className={styles["bar"]}>
          <span className={styles["text"]} role="status">
            {texts.changed}
          </span>
          <span className={styles["keys"]}>
            <Kbd keys="Mod+S" />
          </span>
          <Button kind="secondary" disabled={isSaving} onClick={onReset}>
            {texts.reset}
          </Button>
          <Button type="submit" busy={isSaving}>
            {texts.save}
          </Button>
        </div>
      )}
    </div>
  );
}
