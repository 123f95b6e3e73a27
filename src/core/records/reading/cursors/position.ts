import type { SqlValue } from "../../../../engines/database/database.ts";
import { fieldError, Invalid } from "../../../errors.ts";
import { isObject } from "../../../json.ts";
import { type CursorKey, openCursor, sealCursor } from "./seal-cursor.ts";

/** A place in an order, and which way to read from there. The record that it was taken from need not exist any more. */
export interface Position {
  /** Towards the beginning of the list. */
  readonly isBackward: boolean;
  /** The values of the last record before, by which the list is sorted; the record's id where they are too large to carry; undefined at the end of the list where reading begins. */
  readonly after: readonly SqlValue[] | RecordReference | undefined;
}

/** Points at a record that has to be there for its position to be known. */
export interface RecordReference {
  readonly id: string;
}

/** Characters of values that a cursor carries: with more, URLs would become too long. */
const maxCarried = 1_000;

/** @param id of the record with these values */
export function positionAfter(
  keys: readonly SqlValue[],
  id: string,
  isBackward: boolean,
): Position {
  const isLarge = JSON.stringify(keys.map(writeValue)).length > maxCarried;
  return { isBackward, after: isLarge ? { id } : keys };
}

export function writeCursor(
  { isBackward, after }: Position,
  key: CursorKey,
): string {
  const place = isReference(after)
    ? after.id
    : (after?.map(writeValue) ?? null);
  return sealCursor(JSON.stringify([isBackward, place]), key);
}

/** @throws {Invalid} it is no cursor of this list */
export function readCursor(cursor: string, key: CursorKey): Position {
  const text = openCursor(cursor, key);
  if (text === undefined) {
    throw cursorError(
      "validation_invalid_cursor",
      "The cursor is damaged, or of another collection or sort: begin anew, without it.",
    );
  }
  // Whoever could write this knows the key.
  const [isBackward, place] = JSON.parse(text) as [boolean, unknown];
  const after =
    typeof place === "string"
      ? { id: place }
      : Array.isArray(place)
        ? place.map(readValue)
        : undefined;
  return { isBackward, after };
}

export function isReference(
  after: Position["after"],
): after is RecordReference {
  return after !== undefined && "id" in after;
}

export function cursorError(code: string, message: string): Invalid {
  return new Invalid("The list cannot be read by this cursor.", {
    cursor: fieldError(code, message),
  });
}

/** What JSON has no word for goes into an object, which no value is. */
function writeValue(value: SqlValue): unknown {
  if (typeof value === "bigint") return { integer: String(value) };
  if (value instanceof Uint8Array) return { bytes: value.toBase64() };
  if (typeof value === "number" && !Number.isFinite(value)) {
    return { number: String(value) };
  }
  return value;
}

function readValue(value: unknown): SqlValue {
  if (!isObject(value)) return value as SqlValue;
  const { integer, bytes, number } = value;
  if (typeof integer === "string") return BigInt(integer);
  return typeof bytes === "string"
    ? Uint8Array.fromBase64(bytes)
    : Number(number);
}
