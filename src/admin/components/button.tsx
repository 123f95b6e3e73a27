import type { ReactNode } from "react";
import styles from "./button.module.css";
import { classes } from "./classes.ts";

/** A button. While it is busy it keeps the focus and does nothing. */
export function Button({
  kind = "primary",
  type = "button",
  busy = false,
  onClick,
  children,
}: {
  readonly kind?: "primary" | "secondary";
  readonly type?: "button" | "submit";
  readonly busy?: boolean;
  readonly onClick?: () => void;
  readonly children: ReactNode;
}) {
  return (
    <button
      type={type}
      className={classes(
        styles["button"],
        styles[kind],
        busy && styles["busy"],
      )}
      aria-disabled={busy}
      aria-busy={busy}
      onClick={busy ? undefined : onClick}
    >
      <span>{children}</span>
    </button>
  );
}

/** A link that looks like a button, for what comes next. */
export function ButtonLink({
  href,
  children,
}: {
  readonly href: string;
  readonly children: ReactNode;
}) {
  return (
    <a href={href} className={classes(styles["button"], styles["primary"])}>
      {children}
    </a>
  );
}
