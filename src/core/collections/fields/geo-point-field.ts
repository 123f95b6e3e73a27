import { fieldError } from "../../errors.ts";
import { decodeUtf8 } from "./casting.ts";
import { parseDescription } from "./field-base.ts";
import { required } from "./field-errors.ts";
import type { FieldType, GeoPointField } from "./field.ts";
import { toObject } from "./json-value.ts";

/** A place on the earth, in degrees. 0, 0 is what an unset field has. */
export const geoPointField: FieldType<GeoPointField> = {
  type: "geoPoint",
  parseOptions: parseDescription,
  validateOptions: () => undefined,
  column: () => ({ kind: "json", defaultJson: '{"lon":0,"lat":0}' }),
  isMultiple: () => false,
  empty: () => ({ lon: 0, lat: 0 }),
  coerce: (_field, raw) => toPoint(raw),
  modify: (_field, current, modifier, raw) =>
    modifier === "set" ? toPoint(raw) : current,
  read: (_field, column) =>
    toPoint(column instanceof Uint8Array ? decodeUtf8(column) : column),
  write: (_field, value) => JSON.stringify(toPoint(value)),

  validate(field, value) {
    const { lon, lat } = toPoint(value);
    if (lon === 0 && lat === 0) return field.required ? required : undefined;
    if (!(Math.abs(lat) <= 90)) {
      return fieldError(
        "validation_invalid_latitude",
        "Latitude must be between -90 and 90 degrees.",
      );
    }
    return Math.abs(lon) <= 180
      ? undefined
      : fieldError(
          "validation_invalid_longitude",
          "Longitude must be between -180 and 180 degrees.",
        );
  },
};

type GeoPoint = { readonly lon: number; readonly lat: number };

function toPoint(raw: unknown): GeoPoint {
  const object = toObject(raw);
  return { lon: degrees(object, "lon"), lat: degrees(object, "lat") };
}

function degrees(
  object: Readonly<Record<string, unknown>> | undefined,
  name: "lon" | "lat",
): number {
  const value = object?.[name];
  return typeof value === "number" ? value : 0;
}
