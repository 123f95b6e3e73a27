import type { Collection, ViewCollection } from "../collection.ts";
import { defineCollection } from "../collection.ts";
import { collectionOf, draftOf } from "../draft.ts";
import type { Field } from "../fields/field.ts";
import { normalizeDraft } from "../normalize-draft.ts";
import type { SchemaChange } from "../schema-change.ts";
import { inferViewFields } from "./infer-view-fields.ts";
import { trimViewQuery } from "./parse-view-query.ts";
import { createView, dropView } from "./view-sql.ts";

/**
 * Makes the view of a collection, in the place of the one before, and stores the collection with the fields that it gives.
 * @throws {SchemaError} the database refuses
 * @throws {UnusableQuery} the query cannot be a view
 */
export async function placeView(
  change: SchemaChange,
  collection: ViewCollection,
  original: Collection | undefined,
): Promise<Collection> {
  const { tx, registry } = change;
  const { fields, query } = await inferViewFields(
    tx,
    registry,
    collection.viewQuery,
  );
  if (original !== undefined) await dropView(tx, original.name);
  await createView(tx, collection.name, query);
  const saved = defineCollection({
    ...collection,
    viewQuery: withoutLastComment(collection.viewQuery),
    fields: withKnownIds(fields, original?.fields ?? []),
  });
  await change.store(saved);
  return saved;
}

/** Saves the views whose queries had to follow a rename. */
export async function followAll(
  change: SchemaChange,
  queries: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [id, viewQuery] of queries) {
    const view = change.registry.byId(id);
    if (view?.type !== "view") continue;
    const draft = { ...draftOf(view), viewQuery };
    const followed = collectionOf(normalizeDraft(draft, view, change.registry));
    if (followed.type === "view") await placeView(change, followed, view);
  }
}

/** Whoever puts the query in parentheses would lose the closing one to it. */
function withoutLastComment(query: string): string {
  const trimmed = trimViewQuery(query);
  return query.slice(query.indexOf(trimmed) + trimmed.length).includes("--")
    ? trimmed
    : query;
}

/** The id of a field that a view borrows is random: it stays for as long as the field does. */
function withKnownIds(
  fields: readonly Field[],
  known: readonly Field[],
): readonly Field[] {
  return fields.map((field) => {
    const same = known.find(
      ({ name, type }) => name === field.name && type === field.type,
    );
    return same === undefined ? field : { ...field, id: same.id };
  });
}
