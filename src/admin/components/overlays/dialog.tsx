import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, type RefObject, useRef } from "react";
import { componentsText } from "../../text/components.ts";
import { IconButton } from "../button.tsx";
import { classes } from "../classes.ts";
import styles from "./dialog.module.css";
import { firstField } from "../fields/first-field.ts";
import { type CloseGuard, useClosing } from "./use-closing.ts";

/** Something to decide or to fill in before going on, in the middle of the window. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  size = "normal",
  footer,
  initialFocus,
  guard,
  role = "dialog",
  children,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly size?: "small" | "normal" | "large" | "full";
  /** The buttons. */
  readonly footer?: ReactNode;
  /** What takes the focus; the first field unless told. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  /** Asked before it closes by Escape, by its button or by a press beside it. */
  readonly guard?: CloseGuard;
  /** An `alertdialog` interrupts, and is not left by a press beside it. */
  readonly role?: "dialog" | "alertdialog";
  readonly children?: ReactNode;
}) {
  const popup = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const { close, handleOpenChange, handleKeyDown } = useClosing({
    open,
    onClose,
    guard,
  });
  return (
    <Base.Root
      open={open}
      onOpenChange={handleOpenChange}
      disablePointerDismissal={role === "alertdialog"}
    >
      <Base.Portal>
        <Base.Backdrop className={styles["backdrop"]} forceRender />
        <Base.Viewport className={styles["viewport"]}>
          <Base.Popup
            ref={popup}
            role={role}
            className={classes(styles["popup"], styles[size])}
            onKeyDown={handleKeyDown}
            initialFocus={
              initialFocus ?? (() => firstField(body.current, popup.current))
            }
          >
            <header className={styles["header"]}>
              <div className={styles["titles"]}>
                <Base.Title className={styles["title"]}>{title}</Base.Title>
                {description !== undefined && (
                  <Base.Description
                    className={styles["description"]}
                    render={<div />}
                  >
                    {description}
                  </Base.Description>
                )}
              </div>
              <IconButton
                icon={X}
                label={componentsText.close}
                onClick={close}
              />
            </header>
            {children !== undefined && (
              <div ref={body} className={styles["body"]}>
                {children}
              </div>
            )}
            {footer !== undefined && (
              <footer className={styles["footer"]}>{footer}</footer>
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
