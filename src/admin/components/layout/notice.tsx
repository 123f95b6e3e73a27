import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "../classes.ts";
import styles from "./notice.module.css";

const icons = {
  info: Info,
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
} as const;

/** Says something that matters here and now. Where it appears later, what surrounds it announces it (`role="alert"`). */
export function Notice({
  kind = "info",
  title,
  action,
  children,
}: {
  readonly kind?: keyof typeof icons;
  readonly title?: string;
  /** What can be done about it: a small button. */
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}) {
  const Icon = icons[kind];
  return (
    <div className={classes(styles["notice"], styles[kind])}>
      <Icon className={styles["icon"]} aria-hidden />
      <div className={styles["text"]}>
        {title !== undefined && <strong>{title}</strong>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {action !== undefined && <div className={styles["action"]}>{action}</div>}
    </div>
  );
}
