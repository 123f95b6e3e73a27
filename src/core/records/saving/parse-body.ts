import { isObject } from "../../json.ts";
import type { Collection } from "../../collections/collection.ts";
import type {
  FieldTypeName,
  FieldValue,
  Modifier,
} from "../../collections/fields/field.ts";
import { passwordOf } from "../../collections/fields/password-field.ts";
import { UploadedFile } from "../../files/uploaded-file.ts";
import type { RecordValues } from "../record.ts";
import { shapeOf, type TypedField } from "../record-shape.ts";

/** What a body asks for, its modifiers applied. */
export interface BodyChanges {
  /** New values, of the fields that the body names. */
  readonly values: ReadonlyMap<string, FieldValue>;
  /** The body as rules see it: a field's new value under its name, the rest as it came. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The files that came along, by the names that stand for them in the values. */
  readonly uploads: Uploads;
  /** File fields that got something which is neither a file nor the name of one. */
  readonly forged: ReadonlySet<string>;
}

/** Files that came with a request, by the names that they are to be stored under. */
export type Uploads = ReadonlyMap<string, UploadedFile>;

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
  let uploads = noUploads;
  const forged = new Set<string>();
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
    if (field.type === "file") {
      const found = uploadsIn(value);
      if (found.length > 0) {
        uploads = new Map([
          ...uploads,
          ...found.map((file) => [file.name, file] as const),
        ]);
        value = withNames(value);
      }
      if (hasObjects(value)) {
        forged.add(name);
        value = "";
      }
    }
    const before = values.get(name) ?? current[name] ?? type.empty(field);
    const after = type.modify(field, before, modifier, value);
    values.set(name, after);
    body[name] = asRulesSeeIt(typed, after);
  }
  return { values, body, uploads, forged };
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

/** What most bodies bring. */
export const noUploads: Uploads = new Map();

function uploadsIn(value: unknown): readonly UploadedFile[] {
  if (value instanceof UploadedFile) return [value];
  if (!Array.isArray(value)) return [];
  return value.filter((entry) => entry instanceof UploadedFile);
}

/** Files stand under the names that they will have. */
function withNames(value: unknown): unknown {
  const nameOf = (entry: unknown) =>
    entry instanceof UploadedFile ? entry.name : entry;
  return Array.isArray(value) ? value.map(nameOf) : nameOf(value);
}

/** What JSON can bring and is no file: taken for none, it would remove those that are there. */
function hasObjects(value: unknown): boolean {
  return Array.isArray(value) ? value.some(isObject) : isObject(value);
}

/** A password in the plain, as the caller sent it, or something else where the server made it up; all else as the API shows it. */
function asRulesSeeIt({ field }: TypedField, value: FieldValue): unknown {
  if (field.type !== "password") return value;
  const { plain, hash } = passwordOf(value);
  return plain ?? hash;
}
