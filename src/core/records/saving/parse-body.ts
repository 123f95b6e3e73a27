import type { Collection } from "../../collections/collection.ts";
import type {
  FieldTypeName,
  FieldValue,
  Modifier,
} from "../../collections/fields/field.ts";
import { passwordOf } from "../../collections/fields/password-field.ts";
import type { RecordValues } from "../record.ts";
import { shapeOf, type TypedField } from "../record-shape.ts";

/** What a body asks for, its modifiers applied. */
export interface BodyChanges {
  /** New values, of the fields that the body names. */
  readonly values: ReadonlyMap<string, FieldValue>;
  /** The body as rules see it: a field's new value under its name, the rest as it came. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Fields that came with file contents. */
  readonly uploads: ReadonlySet<string>;
}

/**
 * Reads a body of raw keys: `name`, `name+`, `+name`, `name-`, `name:autogenerate`. Keys that are no field's change
 * nothing. Fields that are hidden from the caller cannot be set either, except for a login's password.
 *
 * @param current what modifiers start from
 * @param seesHidden the caller is a superuser
 */
export function parseBody(
  collection: Collection,
  raw: Readonly<Record<string, unknown>>,
  current: RecordValues,
  seesHidden: boolean,
): BodyChanges {
  const values = new Map<string, FieldValue>();
  const uploads = new Set<string>();
  // Without a prototype, a key called `__proto__` or `constructor` is a key like any other.
  const body: Record<string, unknown> = Object.create(null);
  const changes: Change[] = [];
  for (const key of Object.keys(raw)) {
    const change = findChange(collection, key);
    if (change === undefined) body[key] = raw[key];
    else changes.push(change);
  }
  // `name` comes before `name+`, so that several modifiers of a field build on each other whatever their order.
  changes.sort((a, b) => a.key.length - b.key.length);

  for (const { key, typed, modifier } of changes) {
    const { name, field, type } = typed;
    if (isKeptFrom(collection, typed, seesHidden)) continue;
    let value = raw[key];
    if (field.type === "file" && hasContents(value)) {
      uploads.add(name);
      value = withoutContents(value);
    }
    const before = values.get(name) ?? current[name] ?? type.empty(field);
    const after = type.modify(field, before, modifier, value);
    values.set(name, after);
    body[name] = asRulesSeeIt(typed, after);
  }
  return { values, body, uploads };
}

interface Change {
  readonly key: string;
  readonly typed: TypedField;
  readonly modifier: Modifier;
}

function findChange(collection: Collection, key: string): Change | undefined {
  const { byName } = shapeOf(collection);
  const exact = byName.get(key);
  if (exact !== undefined) return { key, typed: exact, modifier: "set" };
  for (const { modifier, prefix, suffix, types } of modifierKeys) {
    if (!key.startsWith(prefix) || !key.endsWith(suffix)) continue;
    const typed = byName.get(
      key.slice(prefix.length, key.length - suffix.length),
    );
    if (typed !== undefined && types.includes(typed.field.type)) {
      return { key, typed, modifier };
    }
  }
  return undefined;
}

const lists: readonly FieldTypeName[] = ["select", "relation", "file"];

const modifierKeys: readonly {
  readonly modifier: Modifier;
  readonly prefix: string;
  readonly suffix: string;
  readonly types: readonly FieldTypeName[];
}[] = [
  {
    modifier: "append",
    prefix: "",
    suffix: "+",
    types: [...lists, "number"],
  },
  {
    modifier: "remove",
    prefix: "",
    suffix: "-",
    types: [...lists, "number"],
  },
  { modifier: "prepend", prefix: "+", suffix: "", types: lists },
  {
    modifier: "autogenerate",
    prefix: "",
    suffix: ":autogenerate",
    types: ["text"],
  },
];

function isKeptFrom(
  collection: Collection,
  { name, field }: TypedField,
  seesHidden: boolean,
): boolean {
  if (!field.hidden || seesHidden) return false;
  return !(collection.type === "auth" && name === "password");
}

function hasContents(value: unknown): boolean {
  return Array.isArray(value) ? value.some(isContents) : isContents(value);
}

function withoutContents(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((part) => !isContents(part));
  return isContents(value) ? "" : value;
}

/** A file's name is text; anything bigger stands for its contents. */
function isContents(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A password in the plain, as the caller sent it, or something else where the server made it up; all else as the API shows it. */
function asRulesSeeIt({ field }: TypedField, value: FieldValue): unknown {
  if (field.type !== "password") return value;
  const { plain, hash } = passwordOf(value);
  return plain ?? hash;
}
