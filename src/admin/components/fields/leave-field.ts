import { flushSync } from "react-dom";

/** Fields judge what is typed, and take what is still to be added, once they are left. The cursor stays where it is. */
export function leaveField(): void {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement)) return;
  flushSync(() => focused.blur());
  focused.focus({ preventScroll: true });
}
