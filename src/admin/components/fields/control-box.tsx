import type { ReactNode, Ref } from "react";
import { classes } from "../classes.ts";
import styles from "./control-box.module.css";

/** The frame around what one types into or chooses from, with what stands before and after it. */
export function ControlBox({
  ref,
  isWrong = false,
  disabled = false,
  monospaced = false,
  prefix,
  suffix,
  buttons,
  children,
}: {
  readonly ref?: Ref<HTMLDivElement>;
  readonly isWrong?: boolean;
  readonly disabled?: boolean;
  /** Whether it holds code, ids or the like. */
  readonly monospaced?: boolean;
  /** As in `https://`: a word or an icon. */
  readonly prefix?: ReactNode;
  /** As in `ms`: a unit. */
  readonly suffix?: ReactNode;
  /** At the end. */
  readonly buttons?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div
      ref={ref}
      className={classes(
        styles["box"],
        isWrong && styles["wrong"],
        disabled && styles["disabled"],
        monospaced && styles["monospaced"],
      )}
    >
      {isShown(prefix) && <span className={styles["prefix"]}>{prefix}</span>}
      {children}
      {isShown(suffix) && <span className={styles["suffix"]}>{suffix}</span>}
      {buttons}
    </div>
  );
}

function isShown(node: ReactNode): boolean {
  return node !== undefined && node !== null && node !== false && node !== "";
}
