import type { Json } from "../../json.ts";
import { isObject } from "../../json.ts";

/** SQLite's own limit of nesting: deeper documents could be stored but not looked into. */
const maxDepth = 1000;

/**
 * The JSON value that a client's value means. JSON bodies carry the value itself; forms carry text, so text that is a JSON
 * literal, number, string, list or object is read as such, any other text is a string.
 */
export function toJson(raw: unknown): Json {
  if (typeof raw === "string") return readJsonText(raw);
  if (raw === undefined || typeof raw === "function") return null;
  return raw as Json; // it comes from a JSON parser
}

/** Reads text as `toJson` does. */
export function readJsonText(text: string): Json {
  if (/^["[{\d-]/.test(text) || literals.has(text)) {
    try {
      return JSON.parse(text) as Json;
    } catch {
      // then it is a string like any other
    }
  }
  return text.toWellFormed();
}

const literals = new Set(["null", "true", "false"]);

/** Whether it can be stored and given back as it is: not nested deeper than 1,000 levels, no number out of range. */
export function isStorable(value: Json, depth = 0): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  if (depth >= maxDepth) return false;
  const entries: readonly (Json | undefined)[] = Array.isArray(value)
    ? value
    : Object.values(value);
  return entries.every(
    (entry) => entry === undefined || isStorable(entry, depth + 1),
  );
}

/** The value as JSON text, of well-formed Unicode even if the value is not; `null` for what is not storable. */
export function writeJson(value: Json): string {
  if (!isStorable(value)) return "null";
  const text = JSON.stringify(value);
  if (!text.includes("\\ud")) return text;
  // JSON.stringify escapes nothing but lone surrogates this way
  return text.replace(/\\(?:u(d[89a-f][\da-f]{2})|[^])/g, (escape, lone) =>
    lone === undefined ? escape : "\ufffd",
  );
}

/** The object in the text or the value itself; undefined when it is none. */
export function toObject(raw: unknown): Record<string, unknown> | undefined {
  let value = raw;
  if (typeof raw === "string") {
    try {
      value = JSON.parse(raw);
    } catch {
      return undefined;
    }
  }
  return isObject(value) ? value : undefined;
}
