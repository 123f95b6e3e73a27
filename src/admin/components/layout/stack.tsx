import type { ReactNode } from "react";
import { classes } from "../classes.ts";
import styles from "./stack.module.css";

/** Things below each other, or beside each other as long as there is room. */
export function Stack({
  gap = "normal",
  direction = "column",
  align,
  justify,
  children,
}: {
  readonly gap?: "none" | "tiny" | "small" | "normal" | "large";
  readonly direction?: "column" | "row";
  /** Across the direction: columns stretch, rows centre unless told. */
  readonly align?: "start" | "center" | "end" | "stretch";
  /** Along the direction. */
  readonly justify?: "start" | "center" | "end" | "between";
  readonly children: ReactNode;
}) {
  return (
    <div
      className={classes(
        styles["stack"],
        styles[direction],
        styles[`gap-${gap}`],
        align && styles[`align-${align}`],
        justify && styles[`justify-${justify}`],
      )}
    >
      {children}
    </div>
  );
}
