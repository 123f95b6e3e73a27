import { geoMercator, type GeoProjection } from "d3-geo";

/** Side of the square that the earth is drawn into, before it is enlarged. */
const worldSize = 512;

/** How often the earth is enlarged, at most: a street then fills the map. */
const most = 60_000;

/** Maps a place to a point of the square, and back; the poles are far outside. */
export const projection: GeoProjection = geoMercator()
  .scale(worldSize / (2 * Math.PI))
  .translate([worldSize / 2, worldSize / 2]);

/** Which part of the square is shown: its point (x, y) is at the middle of the map, enlarged. */
export interface MapView {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Pixels of the map. */
export interface MapSize {
  readonly width: number;
  readonly height: number;
}

/** The same, with something to see everywhere. */
export function boundedView({ x, y, zoom }: MapView, size: MapSize): MapView {
  const least = Math.max(size.width, size.height) / worldSize;
  const bounded = Math.min(most, Math.max(least, zoom));
  const edge = (length: number) => length / 2 / bounded;
  const bound = (at: number, length: number) =>
    Math.min(worldSize - edge(length), Math.max(edge(length), at));
  return {
    x: bound(x, size.width),
    y: bound(y, size.height),
    zoom: bounded,
  };
}

/** Enlarged by a factor, with what is at a place of the map (pixels from its middle) staying there. */
export function zoomedView(
  view: MapView,
  factor: number,
  size: MapSize,
  [dx, dy]: readonly [number, number] = [0, 0],
): MapView {
  const { zoom } = boundedView({ ...view, zoom: view.zoom * factor }, size);
  return boundedView(
    {
      x: view.x + dx / view.zoom - dx / zoom,
      y: view.y + dy / view.zoom - dy / zoom,
      zoom,
    },
    size,
  );
}
