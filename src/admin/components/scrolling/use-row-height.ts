import { useSyncExternalStore } from "react";

/** In root font sizes: for a pointer, and for fingers. */
const heights = { fine: 2.25, coarse: 2.75 } as const;

/** How high a row is, in pixels: all are the same. */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, measure);
}

function measure(): number {
  const { fontSize } = getComputedStyle(document.documentElement);
  const height = fingers().matches ? heights.coarse : heights.fine;
  return Math.round(Number.parseFloat(fontSize) * height);
}

function subscribe(listener: () => void): () => void {
  const query = fingers();
  query.addEventListener("change", listener);
  window.addEventListener("resize", listener);
  return () => {
    query.removeEventListener("change", listener);
    window.removeEventListener("resize", listener);
  };
}

function fingers(): MediaQueryList {
  return window.matchMedia("(pointer: coarse)");
}
