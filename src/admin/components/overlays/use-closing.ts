import type { Dialog } from "@base-ui/react/dialog";
import { useRef } from "react";
import { useOverlay } from "./overlay-stack.ts";

/** Whether something may close; asked each time. */
export type CloseGuard = () => boolean | Promise<boolean>;

/** How a dialog or a panel closes: only the topmost does so by Escape or a press beside it, and only if its guard lets it. */
export function useClosing({
  open,
  onClose,
  guard,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly guard: CloseGuard | undefined;
}): {
  readonly close: () => void;
  readonly handleOpenChange: (
    open: boolean,
    details: Dialog.Root.ChangeEventDetails,
  ) => void;
  /** Of the popup. */
  readonly handleKeyDown: Dialog.Popup.Props["onKeyDown"];
} {
  const isTopmost = useOverlay(open);
  const isAsking = useRef(false);

  async function ask(question: CloseGuard): Promise<void> {
    isAsking.current = true;
    try {
      if (await question()) onClose();
    } finally {
      isAsking.current = false;
    }
  }

  function close(): void {
    if (isAsking.current) return;
    if (guard === undefined) onClose();
    else void ask(guard);
  }

  return {
    close,
    handleOpenChange: (_open, details) => {
      const { reason, event } = details;
      const isDirect = reason === "escape-key" || reason === "outside-press";
      // An editor in it may have taken the key for itself, to close its completions for example; or it is for what lies above.
      if (isDirect && (event.defaultPrevented || !isTopmost())) {
        details.cancel();
        details.allowPropagation();
        return;
      }
      close();
    },
    handleKeyDown: (event) => {
      // Base UI keeps arrow keys from what is outside of a dialog, and so from the document, where they are awaited while
      // something in it is dragged.
      if (!isTopmost()) event.preventBaseUIHandler();
    },
  };
}
