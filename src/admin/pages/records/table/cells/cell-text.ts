import type { CollectionField } from "pocketbase";

/** Whether there is nothing to show. */
export function isNothing(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** A value as text, to copy: lists by lines, what has no plain text as JSON. */
export function cellText(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value) && value.every(isPlain)) return value.join("\n");
  return isPlain(value) ? String(value) : JSON.stringify(value, null, 2);
}

/** A value of a JSON field on one line, as much as a cell may show. */
export function jsonLine(value: unknown): string {
  const most = 200;
  const line = JSON.stringify(value) ?? "";
  return line.length > most ? `${line.slice(0, most)} …` : line;
}

/** Longitude and latitude, if there are any. */
export function geoText(value: unknown): string | undefined {
  const { lon, lat } = Object(value) as Record<string, unknown>;
  if (typeof lon !== "number" || typeof lat !== "number") return undefined;
  return `${lon}, ${lat}`;
}

/** Whether values of the field stand at the end of a cell, so that their digits are below each other. */
export function isAtEnd({ type }: CollectionField): boolean {
  return type === "number";
}

function isPlain(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
