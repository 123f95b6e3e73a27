import { useState } from "react";

/** What the frame can open over any page. */
export type FrameDialog = "commands" | "shortcuts";

/** Which of the frame's dialogs is open. */
export function useDialogs() {
  const [opened, setOpened] = useState<FrameDialog>();
  return {
    opened,
    open: (dialog: FrameDialog) => setOpened(dialog),
    close: () => setOpened(undefined),
  };
}
