import { Invalid } from "../errors.ts";
import { withDuties } from "./collection-duties.ts";
import type { Collection, ViewCollection } from "./collection.ts";
import { collectionOf, draftOf, type Draft } from "./draft.ts";
import type { Field } from "./fields/field.ts";
import { presentField } from "./fields/field-types.ts";
import { normalizeDraft } from "./normalize-draft.ts";
import type { SchemaChange } from "./schema-change.ts";
import { syncTable } from "./sync-table.ts";
import { validateCollection } from "./validation/validate-collection.ts";
import { demandUsable } from "./views/dry-run-view.ts";
import { inferViewFields } from "./views/infer-view-fields.ts";
import { judgeView } from "./views/judge-view.ts";
import { keepViews } from "./views/keep-views.ts";
import { followAll, placeView } from "./views/place-view.ts";

/**
 * Judges a draft and saves it with its table or view.
 *
 * @param original the collection that it changes; undefined for a new one
 * @throws {Invalid} with codes by option
 * @throws {SchemaError} the database refuses
 */
export async function saveChecked(
  change: SchemaChange,
  input: Draft,
  original: Collection | undefined,
): Promise<Collection> {
  const draft = normalizeDraft(input, original, change.registry);
  await demandValid(change, draft, original);
  return save(change, draft, original);
}

/**
 * Saves a draft with its table or view, right or wrong: judge it later in the same change.
 * @throws {SchemaError} the database refuses
 * @throws {UnusableQuery} a view's query cannot be one
 */
export async function saveUnchecked(
  change: SchemaChange,
  input: Draft,
  original: Collection | undefined,
): Promise<Collection> {
  const draft = normalizeDraft(input, original, change.registry);
  return save(change, draft, original);
}

/** @throws {Invalid} with codes by option */
export async function demandValid(
  change: SchemaChange,
  draft: Draft,
  original: Collection | undefined,
): Promise<void> {
  const view =
    draft.type === "view" ? await judgeView(change, draft) : undefined;
  const judged = view === undefined ? draft : { ...draft, fields: view.fields };
  const collection = collectionOf(judged);
  const errors = await validateCollection({
    draft: judged,
    collection,
    original,
    collections: change.registry.with(collection),
    known: change.registry,
    executor: change.tx,
    viewQueryError: view?.error,
  });
  if (errors !== undefined)
    throw new Invalid("The collection is not valid.", errors);
}

/**
 * Looks at every view again after another collection changed, and saves those whose fields differ now.
 * @returns the views that cannot be, by name, and why
 */
export async function refreshViews(
  change: SchemaChange,
  exceptId: string,
): Promise<ReadonlyMap<string, unknown>> {
  const broken = new Map<string, unknown>();
  for (const { id, name } of change.registry.all()) {
    const view = change.registry.byId(id);
    if (view?.type !== "view" || id === exceptId) continue;
    try {
      await change.attempt(async (part) => {
        const inferred = await inferViewFields(
          part.tx,
          part.registry,
          view.viewQuery,
        );
        demandUsable(inferred, part.registry);
        if (!hasSameFields(inferred.fields, view.fields))
          await saveChecked(part, draftOf(view), view);
      });
    } catch (error) {
      broken.set(name, error);
    }
  }
  return broken;
}

async function save(
  change: SchemaChange,
  draft: Draft,
  original: Collection | undefined,
): Promise<Collection> {
  const collection = withDuties(collectionOf(draft), original);
  let saved = collection;
  const place = async (): Promise<void> => {
    saved =
      collection.type === "view"
        ? await saveView(change, collection, original)
        : await saveTable(change, collection, original);
  };
  const { hooks, tx } = change;
  if (hooks === undefined || original === undefined) await place();
  else {
    const event = { collection, previous: original, tx };
    await hooks.onCollectionUpdate.run(event, place);
  }
  return saved;
}

async function saveTable(
  change: SchemaChange,
  collection: Collection,
  original: Collection | undefined,
): Promise<Collection> {
  const { tx } = change;
  const sync = (): Promise<void> => syncTable(tx, collection, original);
  const views = change.registry.all().filter((one) => one.type === "view");
  let followed: ReadonlyMap<string, string> = new Map();
  if (original !== undefined && hasRenames(collection, original))
    followed = await keepViews(tx, views, sync);
  else await sync();
  await change.store(collection);
  await followAll(change, followed);
  await refreshAfter(change, collection);
  return collection;
}

async function saveView(
  change: SchemaChange,
  collection: ViewCollection,
  original: Collection | undefined,
): Promise<Collection> {
  const saved = await placeView(change, collection, original);
  await refreshAfter(change, saved);
  return saved;
}

/** A view that cannot follow is left for its owner to mend: the change itself is right. */
async function refreshAfter(
  change: SchemaChange,
  { id, name }: Collection,
): Promise<void> {
  for (const [view, error] of await refreshViews(change, id))
    change.log.warn(
      `the view "${view}" needs a new query after the change of "${name}"`,
      { error },
    );
}

function hasRenames(collection: Collection, original: Collection): boolean {
  const names = new Map(original.fields.map(({ id, name }) => [id, name]));
  return (
    collection.name !== original.name ||
    collection.fields.some(({ id, name }) => (names.get(id) ?? name) !== name)
  );
}

function hasSameFields(a: readonly Field[], b: readonly Field[]): boolean {
  const text = (fields: readonly Field[]): string =>
    JSON.stringify(fields.map((field) => presentField({ ...field, id: "" })));
  return text(a) === text(b);
}
