import { Refusal, unfitValue } from "../refusal.ts";

/**
 * A value that has to be text: a number is its digits, and whitespace alone is nothing.
 *
 * @throws {Refusal} it is null, or an object or a list
 */
export function readText(name: string, value: unknown): string {
  if (value === undefined || value === null) {
    throw new Refusal(400, `${name} cannot be null`);
  }
  const text = toText(value);
  return text.trim() === "" ? "" : text;
}

/** @throws {Refusal} it is an object or a list */
export function toText(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") {
    return String(value);
  }
  throw unfitValue();
}

/** A flag, which forms write out. @throws {Refusal} */
export function readFlag(value: unknown): boolean {
  if (typeof value === "boolean") return value;
  if (value === "true" || value === 1 || value === "1") return true;
  if (value === "false" || value === 0 || value === "0") return false;
  throw unfitValue();
}
