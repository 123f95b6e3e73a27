import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import styles from "./button.module.css";
import { classes } from "./classes.ts";
import { tooltipAttribute } from "./overlays/listen-for-tooltips.ts";

export type ButtonKind = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "normal" | "small";

interface Look {
  readonly kind?: ButtonKind;
  readonly size?: ButtonSize;
}

/** What a button element takes besides its look; menus and the like put their handlers and `ref` there. */
type ButtonElementProps = Omit<
  ComponentProps<"button">,
  "className" | "style" | "children"
>;

/** A button. While it is busy it keeps the focus and does nothing. */
export function Button({
  kind = "primary",
  size = "normal",
  type = "button",
  icon: Icon,
  busy = false,
  onClick,
  children,
  ...rest
}: ButtonElementProps &
  Look & {
    readonly icon?: LucideIcon;
    readonly busy?: boolean;
    readonly children: ReactNode;
  }) {
  return (
    <button
      {...rest}
      {...busyProps(busy)}
      type={type}
      className={classes(
        styles["button"],
        styles[kind],
        styles[size],
        busy && styles["busy"],
      )}
      onClick={busy ? undefined : onClick}
    >
      {Icon !== undefined && <Icon className={styles["icon"]} aria-hidden />}
      <span className={styles["label"]}>{children}</span>
    </button>
  );
}

/** A button that is a picture; its name shows when it is pointed at or has the focus. */
export function IconButton({
  icon: Icon,
  label,
  kind = "ghost",
  size = "normal",
  type = "button",
  busy = false,
  pressed,
  onClick,
  ...rest
}: ButtonElementProps &
  Look & {
    readonly icon: LucideIcon;
    readonly label: string;
    readonly busy?: boolean;
    /** Of a button that switches something on and off: whether it is on. */
    readonly pressed?: boolean;
  }) {
  return (
    <button
      {...{ [tooltipAttribute]: label }}
      {...rest}
      {...busyProps(busy)}
      type={type}
      className={classes(
        styles["button"],
        styles["square"],
        styles[kind],
        styles[size],
        busy && styles["busy"],
      )}
      aria-label={label}
      aria-pressed={pressed}
      onClick={busy ? undefined : onClick}
    >
      <Icon className={styles["icon"]} aria-hidden />
    </button>
  );
}

/** A link that looks like a button, for what comes next. */
export function ButtonLink({
  kind = "primary",
  size = "normal",
  icon: Icon,
  children,
  ...rest
}: Omit<ComponentProps<"a">, "className" | "style" | "children"> &
  Look & {
    readonly href: string;
    readonly icon?: LucideIcon;
    readonly children: ReactNode;
  }) {
  return (
    <a
      {...rest}
      className={classes(styles["button"], styles[kind], styles[size])}
    >
      {Icon !== undefined && <Icon className={styles["icon"]} aria-hidden />}
      <span className={styles["label"]}>{children}</span>
    </a>
  );
}

/** Not `disabled`, which would take the focus away. */
function busyProps(busy: boolean): ComponentProps<"button"> {
  return busy ? { "aria-disabled": true, "aria-busy": true } : {};
}
