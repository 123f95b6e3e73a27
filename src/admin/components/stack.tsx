import type { ReactNode } from "react";
import styles from "./stack.module.css";

/** Things below each other. */
export function Stack({
  gap = "normal",
  children,
}: {
  readonly gap?: "small" | "normal" | "large";
  readonly children: ReactNode;
}) {
  return <div className={styles[gap]}>{children}</div>;
}
