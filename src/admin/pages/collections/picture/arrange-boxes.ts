import { Graph, layout } from "@dagrejs/dagre";
import type { Box, Picture } from "./picture-model.ts";

/** The upper left corner of a box. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

const gap = 48;
const gapBetweenRanks = 110;

/** Rows of boxes that nothing leads to are at least as wide. */
const leastRowWidth = 1_100;

/** Puts boxes that lines join beside each other, what refers left of what it refers to, and all others in rows below. */
export function arrangeBoxes({
  boxes,
  lines,
}: Picture): ReadonlyMap<string, Place> {
  const joined = new Set(
    lines.flatMap(({ source, target }) =>
      source === target ? [] : [source, target],
    ),
  );
  const places = new Map<string, Place>();
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: gap, ranksep: gapBetweenRanks });
  for (const { id, width, height } of boxes) {
    if (joined.has(id)) graph.setNode(id, { width, height });
  }
  for (const { id, source, target } of lines) {
    if (source !== target) graph.setEdge(source, target, {}, id);
  }
  if (joined.size > 0) layout(graph);

  let [right, bottom] = [0, 0];
  for (const { id, width, height } of boxes) {
    if (!joined.has(id)) continue;
    // dagre gives the middle.
    const { x, y } = graph.node(id) as Place;
    const place = { x: x - width / 2, y: y - height / 2 };
    places.set(id, place);
    right = Math.max(right, place.x + width);
    bottom = Math.max(bottom, place.y + height + gap);
  }
  const others = boxes.filter(({ id }) => !joined.has(id));
  placeInRows(others, Math.max(right, leastRowWidth), bottom, places);
  return places;
}

function placeInRows(
  boxes: readonly Box[],
  rowWidth: number,
  top: number,
  places: Map<string, Place>,
): void {
  let [x, y, rowBottom] = [0, top, top];
  for (const { id, width, height } of boxes) {
    if (x > 0 && x + width > rowWidth) [x, y] = [0, rowBottom];
    places.set(id, { x, y });
    x += width + gap;
    rowBottom = Math.max(rowBottom, y + height + gap);
  }
}
