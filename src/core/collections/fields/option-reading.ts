import { Invalid } from "../../errors.ts";
import { toDateTime } from "./date-time.ts";

/**
 * Reads of single options from a field's untrusted JSON. An option that is absent or null has its zero value; one of the
 * wrong type makes the whole input unreadable.
 */
export type RawOptions = Readonly<Record<string, unknown>>;

/** @throws {Invalid} it is no text */
export function textOption(raw: RawOptions, name: string): string {
  const value = own(raw, name) ?? "";
  if (typeof value !== "string") throw unreadable(name, "text");
  return value.toWellFormed();
}

/** @throws {Invalid} it is no boolean */
export function boolOption(raw: RawOptions, name: string): boolean {
  const value = own(raw, name) ?? false;
  if (typeof value !== "boolean") throw unreadable(name, "true or false");
  return value;
}

/** @throws {Invalid} it is no whole number, or too large to be exact */
export function intOption(raw: RawOptions, name: string): number {
  const value = own(raw, name) ?? 0;
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw unreadable(name, "a whole number");
  }
  return value;
}

/** @throws {Invalid} it is neither a number nor null */
export function numberOption(raw: RawOptions, name: string): number | null {
  const value = own(raw, name) ?? null;
  if (value === null) return null;
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw unreadable(name, "a number");
  }
  return value;
}

/** @throws {Invalid} it is neither a list of texts nor null */
export function listOption(
  raw: RawOptions,
  name: string,
): readonly string[] | null {
  const value = own(raw, name) ?? null;
  if (value === null) return null;
  if (!Array.isArray(value)) throw unreadable(name, "a list of texts");
  return value.map((entry: unknown) => {
    if (entry === null) return "";
    if (typeof entry !== "string") throw unreadable(name, "a list of texts");
    return entry.toWellFormed();
  });
}

/** A date in the server's format, empty when the text is no date. @throws {Invalid} it is no text */
export function dateOption(raw: RawOptions, name: string): string {
  return toDateTime(textOption(raw, name));
}

function own(raw: RawOptions, name: string): unknown {
  return Object.hasOwn(raw, name) ? raw[name] : undefined;
}

function unreadable(name: string, expected: string): Invalid {
  return new Invalid(
    `The submitted data cannot be read: the field option "${name}" must be ${expected}.`,
  );
}
