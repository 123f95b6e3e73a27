import { LockKeyhole } from "lucide-react";
import { FieldFrame } from "../../../../components/fields/field.tsx";
import { rulesText } from "../../../../text/rules.ts";
import styles from "./locked-rule.module.css";

/** A rule that is locked. A press unlocks it. */
export function LockedRule({
  name,
  label,
  text,
  keptText,
  hint,
  disabled,
  autoFocus,
  onUnlock,
}: {
  readonly name: string;
  readonly label: string;
  /** Whom it lets through. */
  readonly text: string;
  /** What it said before; empty if nothing. */
  readonly keptText: string;
  readonly hint: string;
  readonly disabled: boolean;
  readonly autoFocus: boolean;
  readonly onUnlock: () => void;
}) {
  return (
    <FieldFrame name={name} label={label} labelHidden hint={hint}>
      {({
        control: { id, "aria-describedby": describedBy },
        labelId,
        edited,
      }) => (
        <button
          id={id}
          type="button"
          className={styles["locked"]}
          aria-labelledby={`${labelId} ${id}`}
          aria-describedby={describedBy}
          disabled={disabled}
          autoFocus={autoFocus}
          onClick={() => {
            edited();
            onUnlock();
          }}
        >
          <LockKeyhole className={styles["icon"]} aria-hidden />
          <span className={styles["text"]}>{text}</span>
          {!disabled && (
            <span className={styles["kept"]}>
              {keptText === "" ? (
                rulesText.unlockHint
              ) : (
                <>
                  {rulesText.restoreHint} <code>{keptText}</code>
                </>
              )}
            </span>
          )}
        </button>
      )}
    </FieldFrame>
  );
}
