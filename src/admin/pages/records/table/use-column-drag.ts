import {
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from "react";

/** A heading on its way to another place. */
export interface ColumnDrag {
  /** Among the headings, from 0. */
  readonly from: number;
  /** Between headings: 0 is before the first. */
  readonly gap: number;
}

/** Pixels that the pointer moves before a press is more than a click. */
const slack = 6;

/** Pixels from the edge of the table at which it scrolls, and by which it does with each frame. */
const edge = 48;
const pace = 12;

/**
 * Lets headings be dragged to another place by mouse or pen. A finger scrolls the table: for it there is the menu of columns.
 *
 * @param onMove told which heading was dropped, and by how many places it is to move
 * @returns listeners for the row of headings, each of which has `data-heading`, and what is being dragged
 */
export function useColumnDrag(onMove: (from: number, by: number) => void) {
  const [drag, setDrag] = useState<ColumnDrag>();
  const press = useRef<{ readonly from: number; readonly x: number }>(
    undefined,
  );
  const pointer = useRef<{ x: number; readonly row: HTMLElement }>(undefined);
  const hasDropped = useRef(false);

  function handleDown(event: PointerEvent<HTMLElement>): void {
    hasDropped.current = false;
    const { target, currentTarget, button, clientX, pointerType } = event;
    if (button !== 0 || pointerType === "touch") return;
    if (!(target instanceof Element) || !target.closest("button")) return;
    const heading = target.closest("[data-heading]");
    const from = headingsOf(currentTarget).findIndex((one) => one === heading);
    if (from !== -1) press.current = { from, x: clientX };
  }

  function handleMove(event: PointerEvent<HTMLElement>): void {
    const { currentTarget: row, clientX, pointerId } = event;
    const start = press.current;
    if (start === undefined) return;
    if (pointer.current !== undefined) {
      pointer.current.x = clientX;
    } else if (Math.abs(clientX - start.x) >= slack) {
      // Not before: a click is then no longer the heading's.
      row.setPointerCapture(pointerId);
      pointer.current = { x: clientX, row };
    }
    follow();
  }

  function follow(): void {
    if (press.current === undefined || pointer.current === undefined) return;
    const { from } = press.current;
    const gap = gapAt(pointer.current.row, pointer.current.x);
    setDrag((now) =>
      now?.gap === gap && now.from === from ? now : { from, gap },
    );
  }

  function end(isKept: boolean): void {
    const [start, now] = [press.current, pointer.current];
    press.current = undefined;
    pointer.current = undefined;
    setDrag(undefined);
    if (start === undefined || now === undefined) return;
    hasDropped.current = true;
    const by = placesBy({ from: start.from, gap: gapAt(now.row, now.x) });
    if (isKept && by !== 0) onMove(start.from, by);
  }

  const endNow = useEffectEvent(end);
  const followNow = useEffectEvent(follow);
  const isDragging = drag !== undefined;
  useEffect(() => {
    if (!isDragging) return undefined;
    const cancel = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      endNow(false);
    };
    let frame = requestAnimationFrame(function scroll() {
      if (pointer.current !== undefined && scrollAtEdge(pointer.current)) {
        followNow();
      }
      frame = requestAnimationFrame(scroll);
    });
    window.addEventListener("keydown", cancel, { capture: true });
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("keydown", cancel, { capture: true });
    };
  }, [isDragging]);

  return {
    drag,
    events: {
      onPointerDown: handleDown,
      onPointerMove: handleMove,
      onPointerUp: () => end(true),
      onPointerCancel: () => end(false),
      onClickCapture: (event: MouseEvent) => {
        // What ends a drag is no click, wherever the browser takes it to be.
        if (hasDropped.current) event.stopPropagation();
        hasDropped.current = false;
      },
    },
  };
}

/** By how many places a heading moves that is dropped there. */
export function placesBy({ from, gap }: ColumnDrag): number {
  return (gap > from ? gap - 1 : gap) - from;
}

/** Between which headings a point is: the middle of one decides. */
function gapAt(row: HTMLElement, x: number): number {
  return headingsOf(row).filter((heading) => {
    const { left, width } = heading.getBoundingClientRect();
    return left + width / 2 < x;
  }).length;
}

function headingsOf(row: HTMLElement): readonly Element[] {
  return [...row.querySelectorAll("[data-heading]")];
}

/** Returns whether the table has moved. */
function scrollAtEdge({
  x,
  row,
}: {
  readonly x: number;
  readonly row: HTMLElement;
}): boolean {
  const table = row.closest("[role=grid]");
  if (table === null) return false;
  const { left, right } = table.getBoundingClientRect();
  const before = table.scrollLeft;
  if (x < left + edge) table.scrollLeft -= pace;
  else if (x > right - edge) table.scrollLeft += pace;
  return table.scrollLeft !== before;
}
