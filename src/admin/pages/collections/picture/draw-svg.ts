import type { Place } from "./arrange-boxes.ts";
import { linePath } from "./line-path.ts";
import {
  type Box,
  headHeight,
  type Picture,
  rowHeight,
} from "./picture-model.ts";

/** What it is drawn with, as SVG writes colours. */
export interface PictureColors {
  readonly page: string;
  readonly surface: string;
  readonly surfaceSunken: string;
  readonly border: string;
  readonly borderStrong: string;
  readonly ink: string;
  readonly inkFaint: string;
}

/** A drawing, with its size in pixels. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const margin = 32;
const font =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** Draws the picture by itself, as it is arranged. */
export function drawSvg(
  { boxes, lines }: Picture,
  places: ReadonlyMap<string, Place>,
  colors: PictureColors,
): Drawing {
  const placed = new Map(
    boxes.map((box) => [
      box.id,
      { ...box, ...(places.get(box.id) ?? { x: 0, y: 0 }) },
    ]),
  );
  const all = Array.from(placed.values());
  const left = Math.min(...all.map(({ x }) => x)) - margin;
  const top = Math.min(...all.map(({ y }) => y)) - margin;
  // A line from a box to itself goes round its right side.
  const right = Math.max(...all.map(({ x, width }) => x + width)) + 2 * margin;
  const bottom = Math.max(...all.map(({ y, height }) => y + height)) + margin;
  const [width, height] = [Math.ceil(right - left), Math.ceil(bottom - top)];
  const drawnLines = lines.flatMap((line) => {
    const from = placed.get(line.source);
    const to = placed.get(line.target);
    if (from === undefined || to === undefined) return [];
    const stroke = line.isMultiple ? 2.75 : 1.25;
    const dashes = line.cascades ? ' stroke-dasharray="6 4"' : "";
    return [
      `<path d="${linePath(line, from, to, all)}" fill="none" stroke="${colors.inkFaint}" stroke-width="${stroke}"${dashes} marker-end="url(#arrow)"/>`,
    ];
  });
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}" font-family="${font}" font-size="13">`,
    `<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0,0 L10,5 L0,10 z" fill="${colors.inkFaint}"/></marker></defs>`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${colors.page}"/>`,
    ...drawnLines,
    ...all.map((box) => drawBox(box, colors)),
    "</svg>",
  ].join("\n");
  return { svg, width, height };
}

function drawBox(
  { x, y, width, height, name, rows }: Box & Place,
  colors: PictureColors,
): string {
  const text = (
    at: { readonly x: number; readonly y: number },
    said: string,
    look: string,
  ) =>
    `<text x="${at.x}" y="${at.y}" dominant-baseline="central" ${look}>${escape(said)}</text>`;
  return [
    `<g><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${colors.surface}" stroke="${colors.borderStrong}"/>`,
    `<path d="M${x},${y + headHeight} v${6 - headHeight} a6,6 0 0 1 6,-6 h${width - 12} a6,6 0 0 1 6,6 v${headHeight - 6} z" fill="${colors.surfaceSunken}" stroke="${colors.borderStrong}"/>`,
    text(
      { x: x + 12, y: y + headHeight / 2 },
      name,
      `font-weight="600" fill="${colors.ink}"`,
    ),
    ...rows.flatMap((row, index) => {
      const middle = y + headHeight + index * rowHeight + rowHeight / 2 + 3;
      return [
        text(
          { x: x + 12, y: middle },
          row.isRequired ? `${row.name} *` : row.name,
          `fill="${colors.ink}"`,
        ),
        text(
          { x: x + width - 12, y: middle },
          row.type,
          `font-size="12" text-anchor="end" fill="${colors.inkFaint}"`,
        ),
      ];
    }),
    "</g>",
  ].join("\n");
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
