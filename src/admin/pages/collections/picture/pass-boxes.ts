import type { Place } from "./arrange-boxes.ts";

/** A place that a line leads through. */
export type Point = Place;

/** A rectangle that a line is to go round. */
export interface Obstacle extends Place {
  readonly width: number;
  readonly height: number;
}

/** Where a curve is drawn to at its start and at its end: the x of its two control points. */
type Bend = readonly [leaving: number, reaching: number];

/** Pixels between a line and a box that it passes. */
const distance = 12;

/** What stands above one another, between two sides. */
interface Column {
  readonly left: number;
  readonly right: number;
  readonly obstacles: readonly Obstacle[];
}

/**
 * Where a line from one point to another enters and leaves each column of boxes between them, level, so that it goes behind
 * none; between the columns there is nothing to go behind. It ends where a curve to the end touches no box any more.
 */
export function passBoxes(
  start: Point,
  end: Point,
  obstacles: readonly Obstacle[],
): readonly Point[] {
  const [left, right] = [Math.min(start.x, end.x), Math.max(start.x, end.x)];
  const columns = columnsOf(obstacles, left, right);
  const isLeftward = end.x < start.x;
  const points: Point[] = [];
  let at: Point = start;
  for (const column of isLeftward ? columns.toReversed() : columns) {
    if (!obstacles.some((obstacle) => isTouched(obstacle, at, end))) break;
    const [near, far] = isLeftward
      ? [column.right, column.left]
      : [column.left, column.right];
    // Straight on to the end, as far as one may.
    const part = (near - at.x) / (end.x - at.x);
    const y = freeHeight(column.obstacles, at.y + (end.y - at.y) * part);
    at = { x: far, y };
    points.push({ x: near, y }, at);
  }
  return points;
}

/** Where a curve between two points is, which leaves the one and reaches the other level. */
function pointOfCurve(
  from: Point,
  to: Point,
  [leaving, reaching]: Bend,
  part: number,
): Point {
  const rest = 1 - part;
  const middle = 3 * rest * part;
  const first = rest ** 3 + middle * rest;
  return {
    x:
      from.x * rest ** 3 +
      leaving * middle * rest +
      reaching * middle * part +
      to.x * part ** 3,
    y: from.y * first + to.y * (1 - first),
  };
}

/** In how many places it is looked whether a curve touches a box. */
const places = 32;

/** Whether a curve between two points touches a box; it bends half way unless told. */
export function isTouched(
  { x, y, width, height }: Obstacle,
  from: Point,
  to: Point,
  bend: Bend = [(from.x + to.x) / 2, (from.x + to.x) / 2],
): boolean {
  return Array.from({ length: places + 1 }).some((_, index) => {
    const at = pointOfCurve(from, to, bend, index / places);
    return at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;
  });
}

function columnsOf(
  obstacles: readonly Obstacle[],
  left: number,
  right: number,
): readonly Column[] {
  const columns: Column[] = [];
  const inOrder = obstacles.toSorted((one, other) => one.x - other.x);
  for (const obstacle of inOrder) {
    const from = Math.max(obstacle.x - distance, left);
    const to = Math.min(obstacle.x + obstacle.width + distance, right);
    if (from >= to) continue;
    const last = columns.at(-1);
    if (last === undefined || from > last.right) {
      columns.push({ left: from, right: to, obstacles: [obstacle] });
    } else {
      columns[columns.length - 1] = {
        left: last.left,
        right: Math.max(last.right, to),
        obstacles: [...last.obstacles, obstacle],
      };
    }
  }
  return columns;
}

/** The height nearest to the one that is wanted at which nothing stands in a column. */
function freeHeight(obstacles: readonly Obstacle[], wanted: number): number {
  const edges = obstacles.flatMap(({ y, height }) => [
    y - distance,
    y + height + distance,
  ]);
  const isFree = (at: number) =>
    obstacles.every(
      ({ y, height }) => at <= y - distance || at >= y + height + distance,
    );
  const free = [wanted, ...edges].filter(isFree);
  return free.reduce((best, at) =>
    Math.abs(at - wanted) < Math.abs(best - wanted) ? at : best,
  );
}
