import { Download, X } from "lucide-react";
import type { ReactNode } from "react";
import { componentsText } from "../../text/components.ts";
import { fill } from "../../text/index.ts";
import { Button } from "../button.tsx";
import { classes } from "../classes.ts";
import { Menu, type MenuItem } from "../overlays/menu.tsx";
import styles from "./selection-bar.module.css";

const { selection: texts } = componentsText;

/** How many entries of a list are selected, and what can be done with them. */
export function SelectionBar({
  className,
  count,
  exports,
  onClear,
  children,
}: {
  /** Says how far above the end of what it lies over. */
  readonly className: string | undefined;
  readonly count: number;
  /** The files that they can be exported as. */
  readonly exports: readonly MenuItem[];
  readonly onClear: () => void;
  /** Further buttons. */
  readonly children?: ReactNode;
}) {
  return (
    <div
      role="region"
      aria-label={texts.label}
      className={classes(styles["bar"], className)}
    >
      <strong role="status" className={styles["count"]}>
        {fill(texts.count, { count: count.toLocaleString("en") })}
      </strong>
      <Button kind="ghost" size="small" icon={X} onClick={onClear}>
        {texts.clear}
      </Button>
      <Menu
        label={texts.export}
        items={exports}
        trigger={
          <Button kind="secondary" size="small" icon={Download}>
            {texts.export}
          </Button>
        }
      />
      {children}
    </div>
  );
}
