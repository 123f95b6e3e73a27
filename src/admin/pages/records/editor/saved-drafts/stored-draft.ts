import type { CollectionField, CollectionModel } from "pocketbase";
import {
  changedNames,
  editedFields,
  type FieldValues,
} from "../values/field-values.ts";

/** Edits that were not saved, as this browser keeps them. */
export interface StoredDraft {
  /** When they were made, as the API writes times. */
  readonly at: string;
  /** What the changed fields were before. */
  readonly base: FieldValues;
  /** What they are to be. */
  readonly changes: FieldValues;
}

const prefix = "hutch.record-draft.";

/**
 * Where the draft of a record is kept.
 *
 * @param depth how many editors its own lies in: a record that is made while another one is made has a draft of its own
 */
export function draftKey(
  { id }: CollectionModel,
  recordId: string | undefined,
  depth: number,
): string {
  const made = depth === 0 ? "new" : `new-in-${depth}`;
  return `${prefix}${id}.${recordId ?? made}`;
}

/**
 * What is kept of edits: no files, which cannot be, and no passwords, which must not. Undefined if that is nothing.
 *
 * @param unread names of fields whose values are not what is typed in them: taken up again, nothing would say so
 */
export function draftOf(
  collection: CollectionModel,
  base: FieldValues,
  values: FieldValues,
  unread: ReadonlySet<string>,
): StoredDraft | undefined {
  const kept = new Set(
    editedFields(collection)
      .filter((field) => isKept(field) && !unread.has(field.name))
      .map(({ name }) => name),
  );
  const names = changedNames(collection, base, values).filter((name) =>
    kept.has(name),
  );
  if (names.length === 0) return undefined;
  return {
    at: new Date().toISOString(),
    base: pick(base, names),
    changes: pick(values, names),
  };
}

/** The draft under a key, as far as the collection still has its fields. */
export function readDraft(
  collection: CollectionModel,
  key: string,
): StoredDraft | undefined {
  const { at, base, changes } = Object(parsed(key)) as Record<string, unknown>;
  if (typeof at !== "string") return undefined;
  const given = Object(changes) as FieldValues;
  const names = editedFields(collection)
    .filter((field) => isKept(field) && Object.hasOwn(given, field.name))
    .map(({ name }) => name);
  if (names.length === 0) return undefined;
  const before = pick(Object(base) as FieldValues, names);
  return { at, base: before, changes: pick(given, names) };
}

export function writeDraft(key: string, draft: StoredDraft): void {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // It is too large, or nothing may be stored: then there is no draft, rather than an old one.
    dropDraft(key);
  }
}

export function dropDraft(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // What may not be stored is not there.
  }
}

function isKept({ type }: CollectionField): boolean {
  return type !== "file" && type !== "password";
}

function pick(values: FieldValues, names: readonly string[]): FieldValues {
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

function parsed(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    // Nothing may be stored, or another program wrote it.
    return undefined;
  }
}
