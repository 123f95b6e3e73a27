import type { SqlValue } from "../../../engines/database/database.ts";

/**
 * A number as the text that SQLite makes of a real number, which is what it compares a column of text with; told
 * here, every engine does.
 */
export function realText(value: SqlValue | undefined): SqlValue {
  if (typeof value !== "number") return value ?? null;
  return Number.isInteger(value) && Math.abs(value) < 1e15
    ? `${value}.0`
    : String(value);
}
