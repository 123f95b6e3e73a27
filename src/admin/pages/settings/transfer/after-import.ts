import type { CollectionModel } from "pocketbase";
import type { ImportedCollection, ImportedField } from "./parse-import.ts";

/** A collection's options, without what no import is about. */
export interface Options {
  readonly fields: readonly ImportedField[];
  readonly [option: string]: unknown;
}

type Values = Readonly<Record<string, unknown>>;

/** What an import never changes: times, and what the server keeps of a collection whatever is said. */
const fixed = new Set(["id", "type", "system", "created", "updated"]);

/**
 * What a collection is before an import: without times, and without its OAuth2 providers where the import says nothing of
 * them, as exports do.
 */
export function settled(
  collection: CollectionModel,
  imported: ImportedCollection,
): Options {
  const { created: _, updated: __, ...rest } = collection;
  const options: Options = { ...rest, fields: rest.fields };
  const { oauth2 } = options;
  const { oauth2: wanted } = imported;
  if (!isGroup(oauth2) || (isGroup(wanted) && "providers" in wanted)) {
    return options;
  }
  const { providers: ___, ...others } = oauth2;
  return { ...options, oauth2: others };
}

/**
 * What a collection is after an import, as far as that can be told here: options that the import does not name stay, and so
 * do fields, unless they are to go.
 */
export function afterImport(
  collection: CollectionModel,
  imported: ImportedCollection,
  deletesMissing: boolean,
): Options {
  const before = settled(collection, imported);
  const named = Object.entries(imported).filter(([name]) => !fixed.has(name));
  return {
    ...overlay(before, Object.fromEntries(named)),
    fields: fieldsAfter(collection, imported, deletesMissing),
  };
}

/** A field that comes under another id is the known one of its name and type. */
function fieldsAfter(
  collection: CollectionModel,
  imported: ImportedCollection,
  deletesMissing: boolean,
): readonly ImportedField[] {
  const known: readonly ImportedField[] = collection.fields;
  const given = imported.fields ?? (deletesMissing ? [] : known);
  const wanted = given.map((field) => {
    const same =
      known.find(({ id }) => id === field["id"]) ??
      known.find(
        ({ name, type }) => name === field["name"] && type === field["type"],
      );
    return same === undefined
      ? field
      : ordered(same, { ...field, id: same["id"] });
  });
  const ids = new Set(wanted.map(({ id }) => id));
  const kept = known.filter(
    ({ id, system }) => !ids.has(id) && (system === true || !deletesMissing),
  );
  return [...wanted, ...kept];
}

/** Puts values over others; groups are laid over each other, all else is replaced. */
function overlay(below: Values, above: Values): Values {
  const merged: Record<string, unknown> = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const old = merged[name];
    merged[name] = isGroup(old) && isGroup(value) ? overlay(old, value) : value;
  }
  return merged;
}

/** The same values in the order that others have, so that a comparison shows only what differs. */
function ordered(like: Values, values: Values): Values {
  const names = Object.keys(like).filter((name) => name in values);
  const rest = Object.keys(values).filter((name) => !(name in like));
  return Object.fromEntries(
    [...names, ...rest].map((name) => [name, values[name]]),
  );
}

function isGroup(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
