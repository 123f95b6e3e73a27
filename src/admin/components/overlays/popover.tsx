import { Popover as Base } from "@base-ui/react/popover";
import { type ReactNode, useId } from "react";
import { type Trigger, usePopup } from "../hooks/use-popup.ts";
import styles from "./popover.module.css";

/** More about something, or a few things to set, beside the button that opens it. */
export function Popover({
  trigger,
  title,
  align = "end",
  isText = false,
  children,
}: {
  /** It names the popover if there is no title. */
  readonly trigger: Trigger;
  readonly title?: string;
  readonly align?: "start" | "center" | "end";
  /** Whether nothing in it takes the focus: keys must be able to scroll it all the same. */
  readonly isText?: boolean;
  readonly children: (close: () => void) => ReactNode;
}) {
  const id = useId();
  const popup = usePopup(trigger, { kind: "dialog", id });
  return (
    <>
      {popup.trigger}
      {popup.anchor !== undefined && (
        <Base.Root open onOpenChange={popup.handleOpenChange}>
          <Base.Portal>
            <Base.Positioner
              className={styles["positioner"]}
              anchor={popup.anchor}
              align={align}
              sideOffset={4}
              collisionPadding={8}
            >
              <Base.Popup
                className={styles["popup"]}
                finalFocus={{ current: popup.anchor }}
                {...(isText && { tabIndex: 0 })}
                {...(title === undefined && { "aria-labelledby": id })}
              >
                {title !== undefined && (
                  <Base.Title className={styles["title"]}>{title}</Base.Title>
                )}
                {children(popup.close)}
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.Root>
      )}
    </>
  );
}
