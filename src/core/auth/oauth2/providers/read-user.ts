import { isObject, type JsonObject } from "../../../json.ts";
import type { ExternalUser } from "../provider.ts";

/*
 * Readers of what providers answer: JSON of any shape. A reader walks down own keys (and, with numbers, into lists);
 * whatever is not there, or of another type, reads as nothing.
 */
type Path = readonly (string | number)[];

/**
 * Who logged in; what is not given is empty.
 * @throws {Error} without an id nobody is known: all who have none would be the same user
 */
export function externalUser(found: Partial<ExternalUser>): ExternalUser {
  const { id = "", name = "", username = "" } = found;
  const { email = "", avatarURL = "" } = found;
  if (id === "") throw new Error("The provider didn't say who logged in.");
  return { id, name, username, email, avatarURL };
}

/** @throws {Error} the answer is no JSON object */
export function readObject(answer: unknown): JsonObject {
  if (!isObject(answer))
    throw new Error("The provider's answer is no JSON object.");
  return answer as JsonObject;
}

export function valueAt(from: unknown, ...path: Path): unknown {
  let value = from;
  for (const key of path) {
    const holds = typeof key === "number" ? Array.isArray : isObject;
    if (!holds(value) || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  return value;
}

/** A text, or "". */
export function textAt(from: unknown, ...path: Path): string {
  const value = valueAt(from, ...path);
  return typeof value === "string" ? value : "";
}

/**
 * An id: a text, or a number as text. Zero is how some services write that there is none, and a number that is not
 * whole and exact is no id: "".
 */
export function idAt(from: unknown, ...path: Path): string {
  const value = valueAt(from, ...path);
  if (typeof value === "number")
    return Number.isSafeInteger(value) && value !== 0 ? String(value) : "";
  return typeof value === "string" ? value : "";
}

/** Whether there is a `true`, and nothing that only looks like it. */
export function flagAt(from: unknown, ...path: Path): boolean {
  return valueAt(from, ...path) === true;
}

/** A flag of services that also write it as a text or a number. */
export function looseFlagAt(from: unknown, ...path: Path): boolean {
  const value = valueAt(from, ...path);
  return (
    value === true ||
    value === 1 ||
    (typeof value === "string" && /^(?:true|t|1)$/i.test(value))
  );
}

/** A list, or []. */
export function listAt(from: unknown, ...path: Path): readonly unknown[] {
  const value = valueAt(from, ...path);
  return Array.isArray(value) ? value : [];
}
