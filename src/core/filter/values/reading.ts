import type { SqlValue } from "../../../engines/database/database.ts";

/**
 * What SQL depends on in a value: `z` there is none (NULL), `e` empty text, `s` other text, `u` a pattern with letters
 * beyond ASCII whose every case is to be found, `n` a number, `b` a boolean, `t` and `f` a claim that holds or not, `+`
 * several ids. One letter each, as they are joined to a key.
 */
export type ReadingState = "z" | "e" | "s" | "u" | "n" | "b" | "t" | "f" | "+";

/** A value of one request: what the SQL depends on, and what is bound. */
export interface Reading {
  readonly state: ReadingState;
  readonly value: SqlValue;
}

export const nothing: Reading = { state: "z", value: null };
export const holds: Reading = { state: "t", value: true };
export const fails: Reading = { state: "f", value: false };

/** Reads a plain value; lists and objects count as their JSON text. */
export function readingOf(value: unknown): Reading {
  if (typeof value === "string") {
    return { state: value === "" ? "e" : "s", value };
  }
  if (typeof value === "number") return { state: "n", value };
  if (typeof value === "boolean") return { state: "b", value };
  return value === undefined || value === null
    ? nothing
    : { state: "s", value: JSON.stringify(value) };
}
