import { toText } from "../../core/collections/fields/casting.ts";
import { defaultSettings } from "../../core/data-folder/fixed-rows.ts";
import { isObject } from "../../core/json.ts";

type Values = Record<string, unknown>;

/**
 * What a form changes of the settings, as the JSON that says the same. A form names a setting by its path (`smtp.port`),
 * repeats a list's name for each entry, and has no way to say rate-limit rules but `@jsonPayload`, whose groups count last.
 */
export function settingsFromForm(form: Readonly<Values>): Readonly<Values> {
  const changes: Values = {};
  for (const [path, value] of Object.entries(form)) {
    const known = settingAt(path);
    if (known === undefined || !isFormValue(known)) continue;
    set(changes, path.split("."), readAs(known, value));
  }
  for (const [group, value] of Object.entries(form)) {
    if (isObject(value)) changes[group] = merge(changes[group], value);
  }
  return changes;
}

/** The default of a setting; undefined if there is no such setting. */
function settingAt(path: string): unknown {
  let found: unknown = defaultSettings;
  for (const name of path.split(".")) {
    if (!isObject(found) || !Object.hasOwn(found, name)) return undefined;
    found = found[name];
  }
  return found;
}

/** Whether a form can say such a value: no group, and no list of anything but text. */
function isFormValue(known: unknown): boolean {
  return !isObject(known) && !(Array.isArray(known) && known.some(isObject));
}

/** The form's text, which may have been read as a number or boolean, as the type of the known value; unchanged if it makes no sense. */
function readAs(known: unknown, value: unknown): unknown {
  if (Array.isArray(known)) {
    const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
    return entries.map(toText);
  }
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof known === "string") return toText(first);
  if (typeof known === "number") return readNumber(first);
  return booleans.get(toText(first)) ?? first;
}

function readNumber(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const number = Number(value);
  return Number.isNaN(number) ? value : number;
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ...["1", "t", "T", "true", "True", "TRUE"].map(
    (text) => [text, true] as const,
  ),
  ...["", "0", "f", "F", "false", "False", "FALSE"].map(
    (text) => [text, false] as const,
  ),
]);

function set(target: Values, [name = "", ...rest]: string[], value: unknown) {
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const inner = target[name];
  const group = isObject(inner) ? inner : {};
  target[name] = group;
  set(group, rest, value);
}

function merge(below: unknown, above: Values): Values {
  if (!isObject(below)) return above;
  // No key of the client's may set a prototype.
  const merged: Values = Object.assign(Object.create(null), below);
  for (const [name, value] of Object.entries(above)) {
    merged[name] = isObject(value) ? merge(merged[name], value) : value;
  }
  return merged;
}
