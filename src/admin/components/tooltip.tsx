import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement } from "react";
import styles from "./tooltip.module.css";

// One for all, since tables have hundreds of buttons; each says its text as it opens the tooltip.
const shared = Base.createHandle<string>();

/** Shows a text when the element is pointed at or has the focus. What is needed to understand the element must not be only there. */
export function Tooltip({
  text,
  children,
}: {
  readonly text: string;
  /** One element, which takes a `ref` and handlers. */
  readonly children: ReactElement;
}) {
  return <Base.Trigger handle={shared} payload={text} render={children} />;
}

/** Where tooltips appear: once in the app. */
export function Tooltips() {
  return (
    <Base.Provider>
      <Base.Root
        handle={shared}
        disableHoverablePopup
        onOpenChange={handleOpenChange}
      >
        {({ payload }) => (
          <Base.Portal>
            <Base.Positioner
              className={styles["positioner"]}
              sideOffset={6}
              collisionPadding={8}
            >
              {/* Buttons have the text as their name, so it is not said twice. */}
              <Base.Popup className={styles["popup"]} aria-hidden="true">
                {payload}
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        )}
      </Base.Root>
    </Base.Provider>
  );
}

/** Escape closes the tooltip, and is still for what the focus is in. */
function handleOpenChange(
  _open: boolean,
  details: Base.Root.ChangeEventDetails,
): void {
  if (details.reason !== "escape-key") return;
  details.cancel();
  details.allowPropagation();
  queueMicrotask(() => shared.close());
}
