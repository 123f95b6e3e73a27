import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./badge.module.css";
import { classes } from "./classes.ts";

/** A word or a number about the thing beside it. */
export function Badge({
  kind = "neutral",
  icon: Icon,
  children,
}: {
  readonly kind?: "neutral" | "accent" | "good" | "warn" | "bad";
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}) {
  return (
    <span className={classes(styles["badge"], styles[kind])}>
      {Icon !== undefined && <Icon className={styles["icon"]} aria-hidden />}
      {children}
    </span>
  );
}
