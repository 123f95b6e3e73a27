import { GripVertical } from "lucide-react";
import type { ComponentProps } from "react";
import { componentsText } from "../../text/components.ts";
import { fill } from "../../text/index.ts";
import styles from "./drag-handle.module.css";

/** The button that something is moved by. */
export function DragHandle({
  label,
  ...rest
}: Omit<ComponentProps<"button">, "className" | "children"> & {
  /** Of what is moved. */
  readonly label: string;
}) {
  return (
    <button
      {...rest}
      type="button"
      className={styles["handle"]}
      aria-label={fill(componentsText.sort.handleFor, { item: label })}
    >
      <GripVertical className={styles["icon"]} aria-hidden />
    </button>
  );
}
