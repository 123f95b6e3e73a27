import { useEffect, useMemo, useState } from "react";

/** Milliseconds that a dragged scroll bar must rest before the rows there are asked for. */
const settling = 40;

/** Milliseconds after a jump in which another one means that a scroll bar is being dragged. */
export const dragging = 150;

/**
 * The chunks to load: those near the view. A single jump asks for its rows at once; while a scroll bar is dragged through a
 * great many, the server is not asked for all that flies past.
 */
export function useSettledChunks(chunks: readonly number[]): readonly number[] {
  const key = chunks.join(",");
  const [settled, setSettled] = useState({ key, jumpedAt: 0 });
  const isNear = isBeside(key.split(","), settled.key.split(","));

  useEffect(() => {
    if (key === settled.key) return undefined;
    const now = performance.now();
    const isDragged = !isNear && now - settled.jumpedAt < dragging;
    const timer = setTimeout(
      () => setSettled({ key, jumpedAt: isNear ? settled.jumpedAt : now }),
      isDragged ? settling : 0,
    );
    return () => clearTimeout(timer);
  }, [key, isNear, settled]);

  const used = isNear ? key : settled.key;
  return useMemo(() => used.split(",").map(Number), [used]);
}

/** Whether the one begins in or next to the other. */
function isBeside(one: readonly string[], other: readonly string[]): boolean {
  return one.some((chunk) =>
    other.some((near) => Math.abs(Number(chunk) - Number(near)) <= 1),
  );
}
