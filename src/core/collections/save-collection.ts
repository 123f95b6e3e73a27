import type { FieldError } from "../errors.ts";
import { Invalid } from "../errors.ts";
import { newTokenSecret } from "./auth-options.ts";
import { saveRow } from "./collection-rows.ts";
import {
  defineCollection,
  isSuperusers,
  type AuthCollection,
  type Collection,
  type ViewCollection,
} from "./collection.ts";
import { collectionOf, draftOf, type Draft } from "./draft.ts";
import { required } from "./fields/field-errors.ts";
import type { Field } from "./fields/field.ts";
import { presentField } from "./fields/field-types.ts";
import { normalizeDraft } from "./normalize-draft.ts";
import type { SchemaChange } from "./schema-change.ts";
import { changeSchema } from "./schema-error.ts";
import { syncTable } from "./sync-table.ts";
import { invalidViewQuery } from "./validation/checks.ts";
import { validateCollection } from "./validation/validate-collection.ts";
import { demandUsable } from "./views/dry-run-view.ts";
import { inferViewFields } from "./views/infer-view-fields.ts";
import { keepViews } from "./views/keep-views.ts";
import { trimViewQuery, UnusableQuery } from "./views/parse-view-query.ts";
import { createView, dropView } from "./views/view-sql.ts";

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
  await store(change, collection);
  await followAll(change, followed);
  await refreshAfter(change, collection);
  return collection;
}

/** Saves the views whose queries had to follow a rename. */
async function followAll(
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

async function saveView(
  change: SchemaChange,
  collection: ViewCollection,
  original: Collection | undefined,
): Promise<Collection> {
  const saved = await placeView(change, collection, original);
  await refreshAfter(change, saved);
  return saved;
}

async function placeView(
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
  await store(change, saved);
  return saved;
}

async function store(
  change: SchemaChange,
  collection: Collection,
): Promise<void> {
  await changeSchema(change.tx, saveRow(collection));
  change.registry = change.registry.with(collection);
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

async function judgeView(
  change: SchemaChange,
  { viewQuery }: Draft,
): Promise<{
  readonly fields: readonly Field[];
  readonly error: FieldError | undefined;
}> {
  let fields: readonly Field[] = [];
  if (viewQuery === "") return { fields, error: required };
  try {
    const inferred = await inferViewFields(
      change.tx,
      change.registry,
      viewQuery,
    );
    ({ fields } = inferred);
    demandUsable(inferred, change.registry);
    return { fields, error: undefined };
  } catch (error) {
    if (!(error instanceof UnusableQuery)) throw error;
    return { fields, error: invalidViewQuery(error.message) };
  }
}

/** What holds whatever the input says. */
function withDuties(
  collection: Collection,
  original: Collection | undefined,
): Collection {
  if (collection.type !== "auth") return collection;
  return defineCollection(
    withNewSecret(
      isSuperusers(collection) ? withPasswordLogin(collection) : collection,
      original,
    ),
  );
}

/** Who may log in has changed, so tokens from before end. */
function withNewSecret(
  collection: AuthCollection,
  original: Collection | undefined,
): AuthCollection {
  return original?.type !== "auth" ||
    (original.authRule ?? "") === (collection.authRule ?? "")
    ? collection
    : {
        ...collection,
        authToken: { ...collection.authToken, secret: newTokenSecret() },
      };
}

/** Nobody becomes a superuser by a login elsewhere, or by one code alone. */
function withPasswordLogin(collection: AuthCollection): AuthCollection {
  const { oauth2, passwordAuth, mfa, otp } = collection;
  return {
    ...collection,
    oauth2: { ...oauth2, enabled: false, providers: null },
    passwordAuth: { ...passwordAuth, enabled: true },
    mfa: { ...mfa, enabled: mfa.enabled || otp.enabled },
  };
}

function hasRenames(collection: Collection, original: Collection): boolean {
  const names = new Map(original.fields.map(({ id, name }) => [id, name]));
  return (
    collection.name !== original.name ||
    collection.fields.some(({ id, name }) => (names.get(id) ?? name) !== name)
  );
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

function hasSameFields(a: readonly Field[], b: readonly Field[]): boolean {
  const text = (fields: readonly Field[]): string =>
    JSON.stringify(fields.map((field) => presentField({ ...field, id: "" })));
  return text(a) === text(b);
}
