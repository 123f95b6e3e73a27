import { formatTime } from "./fields/date-time.ts";
import type { AuthOptions, Collection } from "./collection.ts";
import { defaultCollectionId, type Draft } from "./draft.ts";
import { buildIndex, parseIndex } from "./indexes.ts";
import type { CollectionLookup } from "./lookup.ts";
import { withSystemFields } from "./system-fields.ts";

/**
 * Brings a draft into the form in which collections are kept: system fields and indexes in place, indexes on its own
 * table, times set, a generated id that nobody else has, and no mapping of fields that don't exist.
 */
export function normalizeDraft(
  draft: Draft,
  original: Collection | undefined,
  collections: CollectionLookup,
): Draft {
  const now = formatTime(Date.now());
  const type = draft.type === "" ? "base" : draft.type;
  const named = withFreeId({ ...draft, type }, original, collections);
  const shape = withSystemFields(named, named);
  return {
    ...named,
    created: original?.created ?? now,
    updated: now,
    fields: shape.fields,
    indexes: shape.indexes.map((index) => onTable(index, named.name)),
    auth:
      named.auth === undefined
        ? undefined
        : withoutLostFields(
            named.auth,
            new Set(shape.fields.map(({ name }) => name)),
          ),
  };
}

function withFreeId(
  draft: Draft,
  original: Collection | undefined,
  collections: CollectionLookup,
): Draft {
  if (original !== undefined || !draft.hasGeneratedId) return draft;
  const taken = new Set(collections.all().map(({ id }) => id));
  const base = defaultCollectionId(draft.type, draft.name);
  let id = base;
  for (let suffix = 2; taken.has(id); suffix++) id = `${base}${suffix}`;
  if (id === draft.id) return draft;
  // The default indexes have the id in their names.
  const indexes =
    draft.id === ""
      ? draft.indexes
      : draft.indexes.map((statement) => {
          const index = parseIndex(statement);
          return index?.name.includes(draft.id) === true
            ? buildIndex({
                ...index,
                name: index.name.replaceAll(draft.id, id),
              })
            : statement;
        });
  return { ...draft, id, indexes };
}

function onTable(statement: string, table: string): string {
  const index = parseIndex(statement);
  return index === undefined || index.name === "" || index.table === table
    ? statement
    : buildIndex({ ...index, table });
}

function withoutLostFields(
  options: AuthOptions,
  names: ReadonlySet<string>,
): AuthOptions {
  const kept = (name: string): string => (names.has(name) ? name : "");
  const { id, name, username, avatarURL } = options.oauth2.mappedFields;
  return {
    ...options,
    oauth2: {
      ...options.oauth2,
      mappedFields: {
        id: kept(id),
        name: kept(name),
        username: kept(username),
        avatarURL: kept(avatarURL),
      },
    },
  };
}
