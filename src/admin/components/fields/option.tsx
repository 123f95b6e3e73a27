import type { LucideIcon } from "lucide-react";
import styles from "./option.module.css";

/** Something to choose. */
export interface FieldOption<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
  readonly icon?: LucideIcon;
  readonly disabled?: boolean;
}

/** An option as it stands in a list, or, without its hint, in the field. */
export function OptionLabel({
  option: { icon: Icon, label, hint },
  isShort = false,
}: {
  readonly option: FieldOption;
  /** Whether it has just a line. */
  readonly isShort?: boolean;
}) {
  return (
    <span className={styles["option"]}>
      {Icon !== undefined && <Icon className={styles["icon"]} aria-hidden />}
      <span className={isShort ? styles["short"] : styles["words"]}>
        <span>{label}</span>
        {!isShort && hint !== undefined && (
          <span className={styles["hint"]}>{hint}</span>
        )}
      </span>
    </span>
  );
}
