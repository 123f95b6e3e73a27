import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import {
  createContext,
  type CSSProperties,
  type ReactNode,
  use,
  useRef,
} from "react";
import { componentsText } from "../../text/components.ts";
import { IconButton } from "../button.tsx";
import { classes } from "../classes.ts";
import { firstField } from "../fields/first-field.ts";
import styles from "./panel.module.css";
import { type CloseGuard, useClosing } from "./use-closing.ts";

/** How many panels lie below. */
const Depth = createContext(0);

/** Something to work on beside the page, from the right. Panels lie on each other, each a bit narrower than the one below. */
export function Panel({
  open,
  onClose,
  title,
  subtitle,
  size = "normal",
  actions,
  footer,
  guard,
  initialFocus = "field",
  passesOver,
  children,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly size?: "normal" | "wide";
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly footer?: ReactNode;
  /** Asked before it closes, whichever way; what is not saved is lost if it says true. */
  readonly guard?: CloseGuard;
  /** What takes the focus: its first field, or the whole of it where one rather looks than types. */
  readonly initialFocus?: "field" | "panel";
  /** Names of fields that do not take the focus, though they come first. */
  readonly passesOver?: readonly string[];
  readonly children: ReactNode;
}) {
  const popup = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const depth = use(Depth);
  const { close, handleOpenChange, handleKeyDown } = useClosing({
    open,
    onClose,
    guard,
  });
  return (
    <Base.Root open={open} onOpenChange={handleOpenChange}>
      <Base.Portal>
        <Base.Backdrop
          className={classes(styles["backdrop"], depth > 0 && styles["nested"])}
          forceRender
        />
        <Base.Popup
          ref={popup}
          className={classes(styles["popup"], styles[size])}
          style={{ "--depth": depth } as CSSProperties}
          onKeyDown={handleKeyDown}
          initialFocus={() =>
            initialFocus === "panel"
              ? popup.current
              : firstField(body.current, popup.current, passesOver)
          }
        >
          <header className={styles["header"]}>
            <div className={styles["titles"]}>
              <Base.Title className={styles["title"]}>{title}</Base.Title>
              {subtitle !== undefined && (
                <div className={styles["subtitle"]}>{subtitle}</div>
              )}
            </div>
            <div className={styles["actions"]}>
              {actions}
              <IconButton
                icon={X}
                label={componentsText.close}
                onClick={close}
              />
            </div>
          </header>
          <div ref={body} className={styles["body"]}>
            <Depth value={depth + 1}>{children}</Depth>
          </div>
          {footer !== undefined && (
            <footer className={styles["footer"]}>{footer}</footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
