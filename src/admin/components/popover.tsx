import { Popover as Base } from "@base-ui/react/popover";
import { type ReactElement, type ReactNode, useId, useState } from "react";
import styles from "./popover.module.css";

/** More about something, or a few things to set, beside the button that opens it. */
export function Popover({
  trigger,
  title,
  align = "end",
  isText = false,
  children,
}: {
  /** A button; it names the popover if there is no title. */
  readonly trigger: ReactElement;
  readonly title?: string;
  readonly align?: "start" | "center" | "end";
  /** Whether nothing in it takes the focus: keys must be able to scroll it all the same. */
  readonly isText?: boolean;
  readonly children: (close: () => void) => ReactNode;
}) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <Base.Root open={isOpen} onOpenChange={setOpen}>
      <Base.Trigger id={id} render={trigger} />
      <Base.Portal>
        <Base.Positioner
          className={styles["positioner"]}
          align={align}
          sideOffset={4}
          collisionPadding={8}
        >
          <Base.Popup
            className={styles["popup"]}
            {...(isText && { tabIndex: 0 })}
            {...(title === undefined && { "aria-labelledby": id })}
          >
            {title !== undefined && (
              <Base.Title className={styles["title"]}>{title}</Base.Title>
            )}
            {children(() => setOpen(false))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
