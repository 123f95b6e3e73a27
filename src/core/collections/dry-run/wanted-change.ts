import { Invalid, NotFound } from "../../errors.ts";
import { unreachable } from "../../filter/unreachable.ts";
import { collectionOf, draftOf, newDraft, readDraft } from "../draft.ts";
import type { Collection } from "../collection.ts";
import { draftsOf, readImport } from "../import-collections.ts";
import { demandObject, strictReader, type RawObject } from "../json-reader.ts";
import { normalizeDraft } from "../normalize-draft.ts";
import type { Registry } from "../registry.ts";

/** A change that is not to be made, but looked at. */
export type WantedChange =
  /** A new collection where it names none. */
  | {
      readonly kind: "save";
      readonly collection: string | undefined;
      readonly change: RawObject;
    }
  | { readonly kind: "import"; readonly input: RawObject }
  | { readonly kind: "delete" | "truncate"; readonly collection: string };

/**
 * Reads which change is meant from untrusted JSON: `{collection, change}`, `{collections, deleteMissing}`, `{delete}` or
 * `{truncate}`.
 * @throws {Invalid} it is none of these, or several
 */
export function readWantedChange(input: unknown): WantedChange {
  const raw = demandObject(input);
  const wanted: WantedChange[] = [];
  if (raw["change"] !== undefined)
    wanted.push({
      kind: "save",
      collection: strictReader.text(raw["collection"], "") || undefined,
      change: strictReader.object(raw["change"]),
    });
  if (raw["collections"] !== undefined)
    wanted.push({ kind: "import", input: raw });
  for (const kind of ["delete", "truncate"] as const) {
    if (raw[kind] !== undefined)
      wanted.push({ kind, collection: strictReader.text(raw[kind], "") });
  }
  const [only, ...others] = wanted;
  if (only === undefined || others.length > 0)
    throw new Invalid(
      "Name one change: either change, or collections, or delete, or truncate.",
    );
  return only;
}

/** The collection that a change names. @throws {NotFound} */
export function demandKnown(registry: Registry, nameOrId: string): Collection {
  const collection = registry.find(nameOrId);
  if (collection === undefined) throw new NotFound();
  return collection;
}

/**
 * The collections as the change asks for them, whether that can be or not.
 * @throws {Invalid} the input cannot be read
 */
export function planChange(before: Registry, wanted: WantedChange): Registry {
  switch (wanted.kind) {
    case "truncate":
      return before;
    case "delete":
      return before.without(demandKnown(before, wanted.collection).id);
    case "import":
      return planImport(before, wanted.input);
    case "save":
      return planSave(before, wanted.collection, wanted.change);
    default:
      return unreachable(wanted);
  }
}

function planImport(before: Registry, input: RawObject): Registry {
  const plan = readImport(input);
  const drafts = draftsOf(before, plan);
  const kept = new Set(drafts.map(({ draft }) => draft.id));
  const gone = before
    .all()
    .filter(({ id, system }) => plan.deleteMissing && !system && !kept.has(id));
  const left = gone.reduce((registry, { id }) => registry.without(id), before);
  return drafts.reduce(
    (registry, { draft, original }) =>
      registry.with(collectionOf(normalizeDraft(draft, original, registry))),
    left,
  );
}

function planSave(
  before: Registry,
  nameOrId: string | undefined,
  change: RawObject,
): Registry {
  const original =
    nameOrId === undefined ? undefined : demandKnown(before, nameOrId);
  const current =
    original === undefined
      ? newDraft(
          strictReader.text(change["type"], ""),
          strictReader.text(change["name"], ""),
        )
      : draftOf(original);
  const draft = readDraft(change, current);
  const id = original === undefined ? draft.id : original.id;
  return before.with(
    collectionOf(normalizeDraft({ ...draft, id }, original, before)),
  );
}
