/** A place on earth, in degrees. */
export interface GeoPoint {
  readonly lon: number;
  readonly lat: number;
}

export function pointOf(value: unknown): GeoPoint {
  const { lon, lat } = Object(value) as Record<string, unknown>;
  return { lon: Number(lon ?? 0) || 0, lat: Number(lat ?? 0) || 0 };
}

/** Within the bounds of the earth; beyond the date line it goes on at the other side. Six decimals are a hand's breadth. */
export function tidyPoint({ lon, lat }: GeoPoint): GeoPoint {
  const around = ((((lon + 180) % 360) + 360) % 360) - 180;
  const within = Math.min(90, Math.max(-90, lat));
  return { lon: Number(around.toFixed(6)), lat: Number(within.toFixed(6)) };
}
