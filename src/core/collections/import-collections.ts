import { fieldError, Invalid } from "../errors.ts";
import { isObject } from "../json.ts";
import type { Collection } from "./collection.ts";
import { draftOf, newDraft, readDraft, type Draft } from "./draft.ts";
import { addField } from "./field-list.ts";
import type { Field } from "./fields/field.ts";
import { required } from "./fields/field-errors.ts";
import { strictReader, type RawObject } from "./json-reader.ts";
import { removeUnchecked } from "./remove-collection.ts";
import { demandValid, saveUnchecked } from "./save-collection.ts";
import type { CollectionLookup } from "./lookup.ts";
import type { SchemaChange } from "./schema-change.ts";
import { SchemaError } from "./schema-error.ts";
import { UnusableQuery } from "./views/parse-view-query.ts";

/** What an import asks for. */
export interface ImportInput {
  readonly collections: readonly RawObject[];
  /** Collections and fields that the import doesn't name go, but for system ones. */
  readonly deleteMissing: boolean;
}

/** Reads an import from untrusted JSON. @throws {Invalid} */
export function readImport(input: unknown): ImportInput {
  if (!isObject(input)) strictReader.object(input);
  const raw = isObject(input) ? input : {};
  const collections = strictReader.objects(raw["collections"]);
  if (collections.length === 0)
    throw new Invalid(
      "An error occurred while validating the submitted data.",
      {
        collections: required,
      },
    );
  return {
    collections,
    deleteMissing: strictReader.flag(raw["deleteMissing"], false),
  };
}

/**
 * Creates and updates the collections, then judges them all, so that they may refer to each other in any order.
 * @throws {Invalid} with what is wrong with the first wrong one
 */
export async function importCollections(
  change: SchemaChange,
  { collections, deleteMissing }: ImportInput,
): Promise<void> {
  const before = change.registry;
  const drafts = draftsOf(before, { collections, deleteMissing });
  if (deleteMissing) {
    const kept = new Set(drafts.map(({ draft }) => draft.id));
    for (const collection of before.all()) {
      if (!kept.has(collection.id) && !collection.system)
        await removeUnchecked(change, collection);
    }
  }
  const saved: { readonly draft: Draft; readonly original?: Collection }[] = [];
  for (const { draft, original } of drafts) {
    const collection = await named(
      draft,
      () => saveUnchecked(change, draft, original),
      true,
    );
    saved.push({
      draft: { ...draftOf(collection), type: draft.type },
      original: original ?? collection,
    });
  }
  for (const { draft, original } of saved)
    await named(draft, () => demandValid(change, draft, original));
}

/** A collection of an import, as it is to be and as it is. */
export interface Planned {
  readonly draft: Draft;
  readonly original: Collection | undefined;
}

/** What is to be saved, in the order in which that can be. @throws {Invalid} */
export function draftsOf(
  known: CollectionLookup,
  { collections, deleteMissing }: ImportInput,
): readonly Planned[] {
  return collections
    .map((raw) => draftFor(known, raw, deleteMissing))
    .sort(viewsLast);
}

function draftFor(
  known: CollectionLookup,
  raw: RawObject,
  deleteMissing: boolean,
): Planned {
  const id = strictReader.text(raw["id"], "");
  const name = strictReader.text(raw["name"], "");
  const original = known.find(id === "" ? name : id);
  if (original === undefined) {
    const type = strictReader.text(raw["type"], "");
    const draft = readDraft(raw, newDraft(type, name, id));
    return { draft, original };
  }
  const isWithoutFields = raw["fields"] === undefined || raw["fields"] === null;
  const draft = readDraft(
    isWithoutFields && deleteMissing ? { ...raw, fields: [] } : raw,
    draftOf(original),
  );
  const kept = original.fields.filter(({ system }) => system || !deleteMissing);
  return {
    draft: { ...draft, id: original.id, fields: withKept(draft.fields, kept) },
    original,
  };
}

/** A field that comes under another id is the known one of its name and type; others are added. */
function withKept(
  fields: readonly Field[],
  kept: readonly Field[],
): readonly Field[] {
  return kept.reduce<readonly Field[]>((list, known) => {
    if (list.some(({ id }) => id === known.id)) return list;
    const at = list.findIndex(
      ({ name, type }) => name === known.name && type === known.type,
    );
    const same = list[at];
    return same === undefined
      ? addField(list, known)
      : list.with(at, { ...same, id: known.id });
  }, fields);
}

function viewsLast(a: Planned, b: Planned): number {
  const order = (one: Planned): number => (one.draft.type === "view" ? 1 : 0);
  return (
    order(a) - order(b) ||
    compareText(a.draft.created, b.draft.created) ||
    compareText(a.draft.updated, b.draft.updated)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Says which collection of the import is wrong, and how. */
export async function named<T>(
  draft: Draft,
  work: () => Promise<T>,
  isSaving = false,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // What the database says of an index is told as it is for one collection.
    if (
      error instanceof Invalid &&
      error.fields["indexes"] !== undefined &&
      isSaving
    )
      throw new Invalid("Failed to import collections.", error.fields);
    if (error instanceof Invalid)
      throw importFailure(
        `The collection "${draft.name}" (${draft.id}) is not valid: ${JSON.stringify(error.fields)}`,
      );
    if (error instanceof SchemaError || error instanceof UnusableQuery)
      throw importFailure(
        `The collection "${draft.name}" (${draft.id}) cannot be saved: ${error.message}`,
      );
    throw error;
  }
}

/** The answer for an import that cannot be. */
export function importFailure(reason: string): Invalid {
  return new Invalid("Failed to import collections.", {
    collections: fieldError("validation_collections_import_failure", reason),
  });
}
