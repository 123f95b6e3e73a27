import type { CollectionDraft, DraftField } from "./collection-draft.ts";
import { isAuthDraft } from "./collection-draft.ts";
import { moveIndex, renameColumns } from "./indexes/index-statement.ts";

/**
 * The draft with its indexes and options calling its fields, and the collection, as they are called now. All names are
 * changed at once, so that fields may swap theirs. A name that is being typed, and is none yet or another field's, waits.
 */
export function settleNames(draft: CollectionDraft): CollectionDraft {
  const renamed = draft.fields.filter(
    (field) => field.name !== field.knownAs && isSettled(field, draft.fields),
  );
  const indexes = settleIndexes(draft, renamed);
  if (renamed.length === 0) {
    return indexes === draft.indexes ? draft : { ...draft, indexes };
  }
  return {
    ...draft,
    indexes,
    ...settleAuth(draft, new Map(renamed.map((f) => [f.knownAs, f.name]))),
    fields: draft.fields.map((field) =>
      renamed.includes(field) ? { ...field, knownAs: field.name } : field,
    ),
  };
}

function isSettled(
  { key, name }: DraftField,
  fields: readonly DraftField[],
): boolean {
  return (
    name !== "" &&
    fields.every(
      (other) =>
        other.key === key ||
        other.removed ||
        other.name.toLowerCase() !== name.toLowerCase(),
    )
  );
}

function settleIndexes(
  { name, indexes }: CollectionDraft,
  renamed: readonly DraftField[],
): readonly string[] {
  const names = new Map(renamed.map((f) => [f.knownAs.toLowerCase(), f.name]));
  const settled = indexes.map((statement) => {
    const moved = name === "" ? statement : moveIndex(statement, name);
    return renameColumns(moved, names);
  });
  return settled.every((statement, i) => statement === indexes[i])
    ? indexes
    : settled;
}

function settleAuth(
  draft: CollectionDraft,
  names: ReadonlyMap<string, string>,
): Partial<CollectionDraft> {
  if (!isAuthDraft(draft)) return {};
  const { passwordAuth, oauth2 } = draft;
  return {
    passwordAuth: {
      ...passwordAuth,
      identityFields: passwordAuth.identityFields.map(
        (name) => names.get(name) ?? name,
      ),
    },
    oauth2: {
      ...oauth2,
      mappedFields: Object.fromEntries(
        Object.entries(oauth2.mappedFields).map(([key, name]) => [
          key,
          names.get(name) ?? name,
        ]),
      ),
    },
  };
}
