import { decodeUtf8, isScalar, toText } from "./casting.ts";
import type { FieldValue, Modifier } from "./field.ts";

/**
 * Values of select, relation and file fields: a list of texts, unique and without empty ones, or, where the field takes only
 * one, the last of them (or empty text).
 */

/** A field whose values may be lists. */
interface ListField {
  /** Over 1 the value is a list. */
  readonly maxSelect: number;
}

/**
 * How these types keep their values; what the entries may be is each type's own affair.
 *
 * @param entriesOf the entries in what a client sent
 */
export function listValues(
  entriesOf: (raw: unknown) => readonly string[] = toList,
) {
  const isMultiple = ({ maxSelect }: ListField) => maxSelect > 1;
  return {
    column: (field: ListField) =>
      isMultiple(field)
        ? ({ kind: "json", defaultJson: "[]" } as const)
        : ({ kind: "text" } as const),
    isMultiple,
    empty: (field: ListField) => listValue(isMultiple(field), []),
    coerce: (field: ListField, raw: unknown) =>
      listValue(isMultiple(field), entriesOf(raw)),
    modify: (
      field: ListField,
      current: FieldValue,
      modifier: Modifier,
      raw: unknown,
    ) =>
      listValue(
        isMultiple(field),
        modifyList(toList(current), modifier, entriesOf(raw)),
      ),
    read: (field: ListField, column: unknown) =>
      readList(isMultiple(field), column),
    write: (field: ListField, value: FieldValue) =>
      writeList(isMultiple(field), value),
  };
}

/** The texts in anything: a list, a single value, JSON text of a list. */
export function toList(raw: unknown): readonly string[] {
  if (typeof raw === "string") return listInText(raw.toWellFormed());
  if (raw === null || raw === undefined) return [];
  if (Array.isArray(raw)) {
    // one entry that is no text spoils the list
    return raw.every(isScalar) ? unique(raw.map(toText)) : [];
  }
  return unique([toText(raw)]);
}

/** The list as the field has it. */
function listValue(isMultiple: boolean, list: readonly string[]): FieldValue {
  return isMultiple ? list : (list.at(-1) ?? "");
}

/** Sets, appends, prepends or removes; there is nothing to generate. */
function modifyList(
  current: readonly string[],
  modifier: Modifier,
  change: readonly string[],
): readonly string[] {
  if (modifier === "set") return change;
  if (modifier === "append") return unique([...current, ...change]);
  if (modifier === "prepend") return unique([...change, ...current]);
  if (modifier === "autogenerate") return current;
  const removed = new Set(change);
  return current.filter((entry) => !removed.has(entry));
}

/** The list in a column. Columns of older folders hold a list where the field takes one, or the other way round. */
function readList(isMultiple: boolean, column: unknown): FieldValue {
  if (column === "[]" || column === "") return isMultiple ? [] : "";
  if (!isMultiple && typeof column === "string" && !column.includes("[")) {
    return column;
  }
  const raw = column instanceof Uint8Array ? decodeUtf8(column) : column;
  return listValue(isMultiple, toList(raw));
}

/** The list for its column. */
function writeList(isMultiple: boolean, value: FieldValue): string {
  const list = toList(value);
  return isMultiple ? JSON.stringify(list) : (list.at(-1) ?? "");
}

function listInText(text: string): readonly string[] {
  if (text === "") return [];
  if (text.includes("[")) {
    const list = parseTexts(text);
    if (list !== undefined) return unique(list);
  }
  return [text];
}

/** The list if the text is JSON of a list of texts. */
function parseTexts(json: string): readonly string[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed)) return undefined;
  const isList = parsed.every(
    (entry) => entry === null || typeof entry === "string",
  );
  return isList ? parsed.map(toText) : undefined;
}

function unique(list: readonly string[]): readonly string[] {
  const entries = new Set(list);
  entries.delete("");
  return entries.size === list.length ? list : [...entries];
}
