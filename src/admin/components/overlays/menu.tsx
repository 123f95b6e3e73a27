import { Menu as Base } from "@base-ui/react/menu";
import { Check, type LucideIcon } from "lucide-react";
import { Fragment, useEffect, useRef } from "react";
import { classes } from "../classes.ts";
import { type MenuEdge, type Trigger, usePopup } from "../hooks/use-popup.ts";
import { Kbd } from "../texts/kbd.tsx";
import { leaveByTab } from "./leave-by-tab.ts";
import styles from "./menu.module.css";

/** One thing to choose in a menu. */
export interface MenuItem {
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly hint?: string;
  readonly kind?: "danger";
  readonly disabled?: boolean;
  readonly onSelect: () => void;
  /** Shown only; `useShortcut` listens to it. */
  readonly shortcut?: string;
  readonly separatorBefore?: boolean;
  /** Of an item that is switched on and off: whether it is on. The menu stays open. */
  readonly checked?: boolean;
  /** Of an item that is on or off: whether the menu closes by it all the same, as where one choice takes another's place. */
  readonly closes?: boolean;
}

/** Items of a menu of which one is on; choosing another one closes the menu. */
export interface MenuChoice {
  readonly label: string;
  readonly choices: readonly MenuItem[];
  readonly separatorBefore?: boolean;
}

type MenuEntry = MenuItem | MenuChoice;

/** Things to do, behind a button. */
export function Menu({
  trigger,
  label,
  items,
  align = "end",
}: {
  readonly trigger: Trigger;
  readonly label: string;
  readonly items: readonly MenuEntry[];
  readonly align?: "start" | "center" | "end";
}) {
  const popup = usePopup(trigger, { kind: "menu" });
  return (
    <>
      {popup.trigger}
      {popup.opened !== undefined && (
        <Base.Root open onOpenChange={popup.handleOpenChange}>
          <MenuPopup
            {...popup.opened}
            label={label}
            items={items}
            align={align}
            onClose={popup.close}
            // The button takes it back by itself.
            finalFocus={false}
          />
        </Base.Root>
      )}
    </>
  );
}

/** The same at an element that does not open it by itself, as one of a great many in a table; it is open while it is there. */
export function AnchoredMenu({
  anchor,
  label,
  items,
  edge,
  onClose,
}: {
  readonly anchor: Element;
  readonly label: string;
  readonly items: readonly MenuEntry[];
  /** The item that has the focus at first; undefined if it was opened by pointer. */
  readonly edge?: MenuEdge | undefined;
  readonly onClose: () => void;
}) {
  return (
    <Base.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <MenuPopup
        label={label}
        items={items}
        align="end"
        anchor={anchor}
        edge={edge}
        onClose={onClose}
      />
    </Base.Root>
  );
}

function MenuPopup({
  label,
  items,
  align,
  anchor,
  edge,
  onClose,
  finalFocus,
}: {
  readonly label: string;
  readonly items: readonly MenuEntry[];
  readonly align: "start" | "center" | "end";
  readonly anchor: Element;
  readonly edge?: MenuEdge | undefined;
  readonly onClose: () => void;
  readonly finalFocus?: false;
}) {
  function handleKeyDown(
    event: Parameters<NonNullable<Base.Popup.Props["onKeyDown"]>>[0],
  ): void {
    if (event.key !== "Tab") return;
    event.preventBaseUIHandler();
    leaveByTab(anchor, onClose);
  }
  return (
    <Base.Portal>
      <Base.Positioner
        className={styles["positioner"]}
        anchor={anchor}
        align={align}
        sideOffset={4}
        collisionPadding={8}
      >
        <Base.Popup
          className={styles["popup"]}
          aria-label={label}
          finalFocus={finalFocus}
          onKeyDown={handleKeyDown}
        >
          {edge !== undefined && <EdgeFocus edge={edge} />}
          {items.map((item) => (
            <Fragment key={item.label}>
              {item.separatorBefore === true && (
                <Base.Separator className={styles["separator"]} />
              )}
              {"choices" in item ? (
                <Choice choice={item} />
              ) : (
                <Item item={item} />
              )}
            </Fragment>
          ))}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

/** Begins at an item of the menu that it is in. */
function EdgeFocus({ edge }: { readonly edge: MenuEdge }) {
  const marker = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const items = Array.from(
      marker.current?.parentElement?.querySelectorAll<HTMLElement>(
        "[role^=menuitem]:not([aria-disabled=true])",
      ) ?? [],
    );
    items.at(edge === "first" ? 0 : -1)?.focus({ preventScroll: true });
  }, [edge]);
  return <span ref={marker} hidden />;
}

function Item({ item }: { readonly item: MenuItem }) {
  const { checked, onSelect } = item;
  const props = propsOf(item);
  if (checked === undefined) return <Base.Item {...props} onClick={onSelect} />;
  return (
    <Base.CheckboxItem
      {...props}
      checked={checked}
      closeOnClick={item.closes === true}
      onCheckedChange={() => onSelect()}
    />
  );
}

function Choice({
  choice: { label, choices },
}: {
  readonly choice: MenuChoice;
}) {
  const chosen = choices.find(({ checked }) => checked === true);
  return (
    <Base.RadioGroup value={chosen?.label}>
      <Base.GroupLabel className={styles["label"]}>{label}</Base.GroupLabel>
      {choices.map((item) => (
        <Base.RadioItem
          key={item.label}
          {...propsOf(item)}
          value={item.label}
          closeOnClick
          onClick={item.onSelect}
        />
      ))}
    </Base.RadioGroup>
  );
}

function propsOf(item: MenuItem) {
  return {
    className: classes(
      styles["item"],
      item.kind === "danger" && styles["danger"],
    ),
    disabled: item.disabled,
    label: item.label,
    children: <ItemContent item={item} />,
  };
}

function ItemContent({ item }: { readonly item: MenuItem }) {
  const { icon, label, hint, shortcut, checked } = item;
  const Icon = checked === undefined ? icon : Check;
  return (
    <>
      {Icon !== undefined && (
        <Icon
          className={classes(
            styles["icon"],
            checked === false && styles["unchecked"],
          )}
          aria-hidden
        />
      )}
      <span className={styles["text"]}>
        <span>{label}</span>
        {hint !== undefined && <span className={styles["hint"]}>{hint}</span>}
      </span>
      {shortcut !== undefined && <Kbd keys={shortcut} />}
    </>
  );
}
