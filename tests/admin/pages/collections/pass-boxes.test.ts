import { describe, expect, test } from "bun:test";
import type { CollectionModel } from "pocketbase";
import { arrangeBoxes } from "../../../../src/admin/pages/collections/picture/arrange-boxes.ts";
import {
  linePath,
  type PlacedBox,
} from "../../../../src/admin/pages/collections/picture/line-path.ts";
import { passBoxes } from "../../../../src/admin/pages/collections/picture/pass-boxes.ts";
import {
  type Line,
  pictureOf,
} from "../../../../src/admin/pages/collections/picture/picture-model.ts";
import { posts } from "./sample-collection.ts";

const start = { x: 0, y: 50 };
const end = { x: 400, y: 50 };
const box = (x: number, y: number, height = 60) => ({
  x,
  y,
  width: 100,
  height,
});

describe("a line", () => {
  test("goes straight on where nothing is in its way", () => {
    expect(passBoxes(start, end, [box(150, 200)])).toEqual([]);
  });

  test("goes round a box on the nearer side", () => {
    expect(passBoxes(start, end, [box(150, 0)])).toEqual([
      { x: 138, y: 72 },
      { x: 262, y: 72 },
    ]);
    expect(passBoxes(end, start, [box(150, 40)])).toEqual([
      { x: 262, y: 28 },
      { x: 138, y: 28 },
    ]);
  });

  test("takes the gap between two boxes, and passes both where there is none", () => {
    const [, wide] = passBoxes(start, end, [box(150, 0), box(150, 108)]);
    expect(wide?.y).toBe(72);
    const [, narrow] = passBoxes(start, end, [box(150, 0), box(150, 70)]);
    expect(narrow?.y).toBe(-12);
  });
});

/** The sections of a path that `linePath` writes, as points on the way. */
function pointsOf(path: string): readonly (readonly [number, number])[] {
  const points: [number, number][] = [];
  let [x, y] = [0, 0];
  for (const [, command, text = ""] of path.matchAll(/([MCH])([^MCH]*)/g)) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = text
      .trim()
      .split(/[ ,]+/)
      .map(Number);
    const [toX, toY] =
      command === "C" ? [e, f] : command === "H" ? [a, y] : [a, b];
    const [firstX, firstY, secondX, secondY] =
      command === "C" ? [a, b, c, d] : [x, y, toX, toY];
    for (let step = command === "M" ? 50 : 0; step <= 50; step++) {
      const t = step / 50;
      const bezier = (p: number, q: number, r: number, s: number) =>
        p * (1 - t) ** 3 +
        3 * q * (1 - t) ** 2 * t +
        3 * r * (1 - t) * t ** 2 +
        s * t ** 3;
      points.push([
        bezier(x, firstX, secondX, toX),
        bezier(y, firstY, secondY, toY),
      ]);
    }
    [x, y] = [toX, toY];
  }
  return points;
}

/** Which boxes a line passes behind, in words. */
function linesBehind(
  line: Line,
  boxes: readonly PlacedBox[],
): readonly string[] {
  const { source, target } = line;
  const find = (id: string) => boxes.find((each) => each.id === id)!;
  const points = pointsOf(linePath(line, find(source), find(target), boxes));
  return boxes
    .filter(
      ({ id, x, y, width, height }) =>
        id !== source &&
        id !== target &&
        points.some(
          ([atX, atY]) =>
            atX > x && atX < x + width && atY > y && atY < y + height,
        ),
    )
    .map(({ id }) => `${line.id} behind ${id}`);
}

/** `count` collections, each of which refers to all that come after it. */
function chain(count: number): readonly CollectionModel[] {
  return Array.from({ length: count }, (_, index) =>
    posts({
      id: `c${index}`,
      name: `collection_${index}`,
      fields: Array.from({ length: count - index - 1 }, (_none, later) => ({
        id: `f${index}_${later}`,
        name: `to_${index + later + 1}`,
        type: "relation",
        collectionId: `c${index + later + 1}`,
        maxSelect: 1,
        hidden: false,
      })),
    }),
  );
}

test("no line of an arranged picture passes behind a box", () => {
  const picture = pictureOf(chain(7));
  const places = arrangeBoxes(picture);
  const boxes = picture.boxes.map((each): PlacedBox => ({
    ...each,
    ...places.get(each.id)!,
  }));
  const hidden = picture.lines.flatMap((line) => linesBehind(line, boxes));
  expect(picture.lines).toHaveLength(21);
  expect(hidden).toEqual([]);
});

test("a line between boxes that were put above one another goes round one between them", () => {
  const picture = pictureOf(chain(3));
  const places = [
    { x: 0, y: 0 },
    { x: 120, y: 400 },
    { x: 20, y: 800 },
  ];
  const boxes = picture.boxes.map((each, index): PlacedBox => ({
    ...each,
    ...places[index]!,
  }));
  expect(picture.lines.flatMap((line) => linesBehind(line, boxes))).toEqual([]);
});
