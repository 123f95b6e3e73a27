import { Combobox } from "@base-ui/react/combobox";
import { Check } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { fieldText as texts } from "../../text/fields.ts";
import { type FieldOption, OptionLabel } from "./option.tsx";
import styles from "./option-list.module.css";

/** The options of a combobox that fit what is typed. */
export function OptionPopup({
  anchor,
  busy = false,
  emptyText = texts.nothingFound,
}: {
  /** What it opens below, and is as wide as. */
  readonly anchor: RefObject<HTMLElement | null>;
  /** Whether options are still on their way. */
  readonly busy?: boolean;
  /** Where there is no option. */
  readonly emptyText?: ReactNode;
}) {
  return (
    <Combobox.Portal>
      <Combobox.Positioner
        className={styles["positioner"]}
        anchor={anchor}
        align="start"
        sideOffset={4}
        collisionPadding={8}
      >
        <Combobox.Popup className={styles["popup"]} aria-busy={busy}>
          <Combobox.Status className={styles["note"]}>
            {busy && texts.searching}
          </Combobox.Status>
          <Combobox.Empty className={styles["note"]}>
            {!busy && emptyText}
          </Combobox.Empty>
          <Combobox.List className={styles["list"]}>
            {(option: FieldOption) => (
              <Combobox.Item
                key={option.value}
                value={option}
                disabled={option.disabled}
                className={styles["item"]}
              >
                <OptionLabel option={option} />
                <Combobox.ItemIndicator className={styles["check"]}>
                  <Check aria-hidden="true" />
                </Combobox.ItemIndicator>
              </Combobox.Item>
            )}
          </Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  );
}
