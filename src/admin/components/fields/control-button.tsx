import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import styles from "./control-button.module.css";

/** A small button in a control's frame. */
export function ControlButton({
  icon: Icon,
  label,
  ...rest
}: Omit<ComponentProps<"button">, "children" | "className" | "type"> & {
  readonly icon: LucideIcon;
  /** What screen readers say, and what is shown on pointing. */
  readonly label: string;
}) {
  return (
    <button
      title={label}
      {...rest}
      type="button"
      className={styles["button"]}
      aria-label={label}
    >
      <Icon aria-hidden="true" />
    </button>
  );
}
