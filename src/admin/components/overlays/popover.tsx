import { Popover as Base } from "@base-ui/react/popover";
import { type KeyboardEvent, type ReactNode, useId } from "react";
import { type Trigger, usePopup } from "../hooks/use-popup.ts";
import { isLastByTab, leaveByTab } from "./leave-by-tab.ts";
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

  function handleKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const { key, shiftKey, target, currentTarget } = event;
    if (key !== "Tab" || shiftKey || popup.opened === undefined) return;
    // React hands on what happens in a popup of the popup, too.
    if (!(target instanceof HTMLElement) || !currentTarget.contains(target)) {
      return;
    }
    if (isLastByTab(target, currentTarget)) {
      leaveByTab(popup.opened.anchor, popup.close);
    }
  }

  return (
    <>
      {popup.trigger}
      {popup.opened !== undefined && (
        <Base.Root open onOpenChange={popup.handleOpenChange}>
          <Base.Portal>
            <Base.Positioner
              className={styles["positioner"]}
              anchor={popup.opened.anchor}
              align={align}
              sideOffset={4}
              collisionPadding={8}
            >
              <Base.Popup
                className={styles["popup"]}
                // The button takes it back by itself.
                finalFocus={false}
                onKeyDown={handleKeyDown}
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
