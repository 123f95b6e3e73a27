import { useLayoutEffect, useRef } from "react";

/** Names one dialog, panel or the like while it is open. */
export type Overlay = symbol;

// Those that lie open above the page, the topmost last. A dialog that the app shows (a confirmation) is no child of the
// panel that asked for it, so the order in which they opened is all there is to know which one a key is meant for.
const open: Overlay[] = [];

/** What lies above all else, if anything lies above the page. */
export function topOverlay(): Overlay | undefined {
  return open.at(-1);
}

/** Counts as an overlay while it is open. Returns a function that says whether it is the topmost. */
export function useOverlay(isOpen: boolean): () => boolean {
  const overlay = useRef<Overlay>(undefined);
  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    const name = Symbol("overlay");
    overlay.current = name;
    open.push(name);
    return () => {
      open.splice(open.indexOf(name), 1);
    };
  }, [isOpen]);
  return () => overlay.current === topOverlay();
}
