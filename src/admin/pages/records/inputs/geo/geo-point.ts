/** A place on earth, in degrees. */
export interface GeoPoint {
  readonly lon: number;
  readonly lat: number;
}

export function pointOf(value: unknown): GeoPoint {
  const { lon, lat } = Object(value) as Record<string, unknown>;
  return { lon: Number(lon ?? 0) || 0, lat: Number(lat ?? 0) || 0 };
}

/**
 * The place that a text names as maps copy it: `60.1699, 24.9384`, the latitude first, or as the API writes it. Undefined if it
 * names none.
 */
export function readPoint(text: string): GeoPoint | undefined {
  const named = (name: string) =>
    new RegExp(`"${name}"\\s*:\\s*(-?[\\d.]+)`).exec(text)?.[1];
  const pair = /^\s*(-?\d+(?:\.\d+)?)°?\s*[,;\s]\s*(-?\d+(?:\.\d+)?)°?\s*$/;
  const [, first, second] = pair.exec(text) ?? [];
  const lon = Number(named("lon") ?? second);
  const lat = Number(named("lat") ?? first);
  const isPlace = Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
  return isPlace ? { lon, lat } : undefined;
}

/** Within the bounds of the earth; beyond the date line it goes on at the other side. Six decimals are a hand's breadth. */
export function tidyPoint({ lon, lat }: GeoPoint): GeoPoint {
  const around = ((((lon + 180) % 360) + 360) % 360) - 180;
  const within = Math.min(90, Math.max(-90, lat));
  return { lon: Number(around.toFixed(6)), lat: Number(within.toFixed(6)) };
}
