import type UPlot from "uplot";
import { type Finger, heldRange } from "./held-range.ts";
import type { TimeRange } from "./hours.ts";

/** Pixels that a finger has to go until it is no press any more. */
const leastMove = 4;

/**
 * Lets a part of the chart be dragged sideways, and pinched by two fingers. The page still scrolls upwards and downwards
 * under a finger: the browser takes that over, and what was dragged until then goes back.
 *
 * @param part has to have `touch-action: pan-y`
 * @param takes whether a pointer is one that drags
 * @param limit keeps a range within what can be shown
 * @param onRange told the range that one has let go of
 * @returns what ends it
 */
export function dragPlot(
  plot: UPlot,
  part: HTMLElement,
  takes: (event: PointerEvent) => boolean,
  limit: (range: TimeRange) => TimeRange,
  onRange: (range: TimeRange) => void,
): () => void {
  /** By pointer. */
  const fingers = new Map<number, Finger>();
  let start: (TimeRange & { readonly x: number }) | undefined;
  let isMoved = false;

  const xOf = ({ clientX }: PointerEvent) =>
    clientX - plot.over.getBoundingClientRect().left;
  const seen = (): TimeRange => {
    const { min = 0, max = 0 } = plot.scales["x"] ?? {};
    return { from: min, to: max };
  };
  const show = ({ from, to }: TimeRange) =>
    plot.setScale("x", { min: from, max: to });

  /** Lets each finger hold what is under it now: the range may be another one than they have asked for. */
  const holdAnew = () => {
    for (const [id, { x }] of fingers) {
      fingers.set(id, { x, time: plot.posToVal(x, "x") });
    }
  };

  const handleDown = (event: PointerEvent) => {
    if (!takes(event)) return;
    const x = xOf(event);
    if (fingers.size === 0) {
      start = { ...seen(), x };
      isMoved = false;
    }
    fingers.set(event.pointerId, { x, time: 0 });
    holdAnew();
    part.setPointerCapture(event.pointerId);
  };
  const handleMove = (event: PointerEvent) => {
    const finger = fingers.get(event.pointerId);
    if (finger === undefined || start === undefined) return;
    const x = xOf(event);
    fingers.set(event.pointerId, { ...finger, x });
    isMoved ||= fingers.size > 1 || Math.abs(x - start.x) >= leastMove;
    if (!isMoved) return;
    show(
      limit(heldRange([...fingers.values()], plot.over.clientWidth, seen())),
    );
  };
  const handleUp = ({ pointerId }: PointerEvent) => {
    if (!fingers.delete(pointerId)) return;
    holdAnew();
    if (fingers.size === 0 && isMoved) onRange(seen());
  };
  const handleCancel = () => {
    if (fingers.size === 0) return;
    fingers.clear();
    if (start !== undefined) show(start);
  };

  const listening = new AbortController();
  const { signal } = listening;
  part.addEventListener("pointerdown", handleDown, { signal });
  part.addEventListener("pointermove", handleMove, { signal });
  part.addEventListener("pointerup", handleUp, { signal });
  part.addEventListener("pointercancel", handleCancel, { signal });
  return () => listening.abort();
}
