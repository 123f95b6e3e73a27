import type { Place } from "./arrange-boxes.ts";
import { isTouched, passBoxes, type Point } from "./pass-boxes.ts";
import { type Box, headHeight, type Line, rowHeight } from "./picture-model.ts";

/** Where a box is, and how large. */
export type PlacedBox = Place & Pick<Box, "id" | "width" | "height">;

/** How far a line goes straight on before it bends. */
const bend = 48;

/**
 * The line as an SVG path, from the side of a row to the side of the other box's head that is nearer, and past the boxes that
 * stand between the two.
 *
 * @param boxes all that there are
 */
export function linePath(
  { row, source, target }: Line,
  from: PlacedBox,
  to: PlacedBox,
  boxes: readonly PlacedBox[],
): string {
  const startY = from.y + headHeight + row * rowHeight + rowHeight / 2;
  const endY = to.y + headHeight / 2;
  const right = from.x + from.width;
  if (source === target) {
    return `M${right},${startY} C${right + bend},${startY} ${right + bend},${endY} ${right},${endY}`;
  }
  const leadsLeft = to.x + to.width / 2 < from.x + from.width / 2;
  const overlaps = to.x < right && from.x < to.x + to.width;
  const startX = leadsLeft && !overlaps ? from.x : right;
  const endX = leadsLeft || overlaps ? to.x + to.width : to.x;
  const start = { x: startX, y: startY };
  const end = { x: endX, y: endY };
  const between = boxes.filter(({ id }) => id !== source && id !== target);
  if (overlaps) {
    const reach = reachPast(start, end, between);
    return `M${startX},${startY} C${startX + reach},${startY} ${endX + reach},${endY} ${endX},${endY}`;
  }
  return pathThrough([start, ...passBoxes(start, end, between), end]);
}

/** How often a line is drawn further out before it stays as it is. */
const attempts = 16;

/** How far a line between boxes above one another leads out to the right: as far as it takes to touch no other box. */
function reachPast(
  start: Point,
  end: Point,
  boxes: readonly PlacedBox[],
): number {
  const least = Math.max(bend, Math.abs(end.x - start.x) / 2);
  const reaches = Array.from(
    { length: attempts },
    (_, index) => least + index * bend,
  );
  const isFree = (reach: number) =>
    !boxes.some((box) =>
      isTouched(box, start, end, [start.x + reach, end.x + reach]),
    );
  return reaches.find(isFree) ?? least;
}

/** Level in every second stretch, where it passes a box, and curved in the others. */
function pathThrough([first, ...points]: readonly Point[]): string {
  let before = first;
  let path = before === undefined ? "" : `M${before.x},${before.y}`;
  for (const point of points) {
    const middle = ((before ?? point).x + point.x) / 2;
    path +=
      before?.y === point.y
        ? ` H${point.x}`
        : ` C${middle},${(before ?? point).y} ${middle},${point.y} ${point.x},${point.y}`;
    before = point;
  }
  return path;
}
