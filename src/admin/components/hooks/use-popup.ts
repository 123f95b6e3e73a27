import {
  cloneElement,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  startTransition,
  useEffect,
  useRef,
  useState,
} from "react";
import { useOpeningPress } from "./use-opening-press.ts";

/** What a popup does to the button that opens it. */
export interface TriggerProps {
  readonly id?: string | undefined;
  readonly onMouseDown?: (event: MouseEvent<HTMLElement>) => void;
  readonly onClick?: (event: MouseEvent<HTMLElement>) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  readonly "aria-haspopup"?: "menu" | "dialog";
  readonly "aria-expanded"?: boolean;
}

/** A button, or what passes these on to one. */
export type Trigger = ReactElement<TriggerProps>;

/** The item of a menu that has the focus when a key opens it. */
export type MenuEdge = "first" | "last";

interface Opened {
  /** The element that it is at. */
  readonly anchor: HTMLElement;
  /** Undefined if it was opened by pointer. */
  readonly edge: MenuEdge | undefined;
}

/**
 * A popup at the button that opens it, which is made only when it is opened: pages have dozens of them.
 *
 * @param props.id of the button
 */
export function usePopup(
  trigger: Trigger,
  { kind, id }: { readonly kind: "menu" | "dialog"; readonly id?: string },
) {
  const [opened, setOpened] = useState<Opened>();
  const anchor = opened?.anchor;
  const tellFocusMoves = useReturningFocus(anchor);
  const close = () => setOpened(undefined);
  const press = useOpeningPress(close);
  return {
    /** Undefined while it is closed. */
    opened,
    close,
    /** For the popup, which closes when something else is pressed. The button closes it by itself. */
    handleOpenChange: (
      isOpen: boolean,
      { event }: { readonly event: Event },
    ) => {
      const { target } = event;
      const isTrigger = target instanceof Node && anchor?.contains(target);
      const isKey = event.type === "keydown";
      const isOfButton = isTrigger === true || press.isUnderWay();
      if (isOpen || (isOfButton && !isKey)) return;
      tellFocusMoves(!settled.has(event.type));
      close();
    },
    trigger: cloneElement(trigger, {
      id,
      "aria-haspopup": kind,
      "aria-expanded": opened !== undefined,
      onMouseDown: (event) => {
        if (kind !== "menu" || event.button !== 0 || opened !== undefined) {
          return;
        }
        const { currentTarget } = event;
        startTransition(() =>
          setOpened({ anchor: currentTarget, edge: undefined }),
        );
        press.begin(currentTarget, event);
      },
      // What is in it may take a while to make: the page goes on meanwhile.
      onClick: ({ currentTarget, detail }) => {
        if (press.isUnderWay()) return;
        // A click that no pointer makes counts none.
        const edge = detail === 0 ? "first" : undefined;
        startTransition(() =>
          setOpened((now) =>
            now === undefined ? { anchor: currentTarget, edge } : undefined,
          ),
        );
      },
      onKeyDown: (event) => {
        const edge = kind === "menu" ? openingKeys[event.key] : undefined;
        if (edge === undefined) return;
        event.preventDefault();
        const { currentTarget } = event;
        startTransition(() => setOpened({ anchor: currentTarget, edge }));
      },
    }),
  };
}

/** Keys that open a menu besides those that press its button. */
const openingKeys: Readonly<Record<string, MenuEdge>> = {
  ArrowDown: "first",
  ArrowUp: "last",
};

/** Events after which the focus is where it stays; what is pressed gets it only when all who listen to that were told. */
const settled = new Set(["keydown", "click"]);

/**
 * Gives the focus back to the button once the popup is gone, unless something else has it by then: what was pressed, or what
 * was just made to be filled in.
 *
 * @returns tells whether the event that closes the popup is about to move the focus
 */
function useReturningFocus(
  anchor: HTMLElement | undefined,
): (isAbout: boolean) => void {
  const isMoving = useRef(false);
  useEffect(() => {
    if (anchor === undefined) return undefined;
    isMoving.current = false;
    return () => {
      if (isMoving.current) setTimeout(() => takeLostFocus(anchor));
      else takeLostFocus(anchor);
    };
  }, [anchor]);
  return (isAbout) => {
    isMoving.current = isAbout;
  };
}

function takeLostFocus(element: HTMLElement): void {
  const { activeElement } = document;
  // The page or a dialog has it where nothing that can have it was pressed.
  if (activeElement === null || activeElement.contains(element)) {
    element.focus({ preventScroll: true });
  }
}
