import type { Place } from "./arrange-boxes.ts";
import { type Box, headHeight, type Line, rowHeight } from "./picture-model.ts";

/** How far a line goes straight on before it bends. */
const bend = 48;

/** The line as an SVG path, from the side of a row to the side of the other box's head that is nearer. */
export function linePath(
  { row, source, target }: Line,
  from: Place & Pick<Box, "width">,
  to: Place & Pick<Box, "width">,
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
  const reach = Math.max(bend, Math.abs(endX - startX) / 2);
  const startBend = startX + (startX === from.x ? -reach : reach);
  const endBend = endX + (endX === to.x ? -reach : reach);
  return `M${startX},${startY} C${startBend},${startY} ${endBend},${endY} ${endX},${endY}`;
}
