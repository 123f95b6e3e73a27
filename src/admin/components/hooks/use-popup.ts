import {
  cloneElement,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  startTransition,
  useState,
} from "react";

/** What a popup does to the button that opens it. */
export interface TriggerProps {
  readonly id?: string | undefined;
  readonly onClick?: (event: MouseEvent<HTMLElement>) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  readonly "aria-haspopup"?: "menu" | "dialog";
  readonly "aria-expanded"?: boolean;
}

/** A button, or what passes these on to one. */
export type Trigger = ReactElement<TriggerProps>;

/**
 * A popup at the button that opens it, which is made only when it is opened: pages have dozens of them.
 *
 * @param props.id of the button
 */
export function usePopup(
  trigger: Trigger,
  { kind, id }: { readonly kind: "menu" | "dialog"; readonly id?: string },
) {
  const [anchor, setAnchor] = useState<HTMLElement>();
  const close = () => setAnchor(undefined);
  return {
    /** The element that it is at; undefined while it is closed. */
    anchor,
    close,
    /** For the popup, which closes when something else is pressed. The button closes it by itself. */
    handleOpenChange: (
      isOpen: boolean,
      { event }: { readonly event: Event },
    ) => {
      const { target } = event;
      const isTrigger = target instanceof Node && anchor?.contains(target);
      if (!isOpen && (isTrigger !== true || event.type === "keydown")) close();
    },
    trigger: cloneElement(trigger, {
      id,
      "aria-haspopup": kind,
      "aria-expanded": anchor !== undefined,
      // What is in it may take a while to make: the page goes on meanwhile.
      onClick: ({ currentTarget }) =>
        startTransition(() =>
          setAnchor((now) => (now === undefined ? currentTarget : undefined)),
        ),
      onKeyDown: (event) => {
        if (kind !== "menu" || !opening.has(event.key)) return;
        event.preventDefault();
        const { currentTarget } = event;
        startTransition(() => setAnchor(currentTarget));
      },
    }),
  };
}

/** Keys that open a menu besides those that press its button. */
const opening = new Set(["ArrowDown", "ArrowUp"]);
