import { Tooltip as Base } from "@base-ui/react/tooltip";
import { cloneElement, type ReactElement, useEffect, useState } from "react";
import {
  listenForTooltips,
  type ShownTooltip,
  tooltipAttribute,
} from "./listen-for-tooltips.ts";
import styles from "./tooltip.module.css";

/** Shows a text when the element is pointed at or has the focus. What is needed to understand the element must not be only there. */
export function Tooltip({
  text,
  children,
}: {
  readonly text: string;
  /** One element of the document, or what passes its attributes on to one. */
  readonly children: ReactElement<{ readonly [tooltipAttribute]?: string }>;
}) {
  return cloneElement(children, { [tooltipAttribute]: text });
}

/** Where tooltips appear: once in the app. */
export function Tooltips() {
  const [shown, setShown] = useState<ShownTooltip>();
  useEffect(() => listenForTooltips(setShown), []);
  if (shown === undefined) return null;
  return (
    <Base.Root open disableHoverablePopup>
      <Base.Portal>
        <Base.Positioner
          className={styles["positioner"]}
          anchor={shown.element}
          sideOffset={6}
          collisionPadding={8}
        >
          {/* Buttons have the text as their name, so it is not said twice. */}
          <Base.Popup className={styles["popup"]} aria-hidden="true">
            {shown.text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
