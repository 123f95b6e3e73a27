import type { CollectionModel } from "pocketbase";
import {
  type CollectionDraft,
  draftField,
  draftOf,
  newFieldKey,
} from "./collection-draft.ts";
import { addField } from "./fields/field-list.ts";
import { changeField } from "./fields/field-list.ts";
import { freeName } from "./fields/name-problem.ts";
import {
  moveIndex,
  readIndex,
  renameIndex,
} from "./indexes/index-statement.ts";
import { newIndexName } from "./indexes/new-index-name.ts";

/**
 * A draft of a new collection, with the two dates that nearly all have.
 * @param scaffold a new collection of the type, as the server begins one
 */
export function newDraft(scaffold: CollectionModel): CollectionDraft {
  const draft = draftOf(scaffold);
  return draft.type === "view" ? draft : { ...draft, fields: withDates(draft) };
}

/**
 * The draft as one of another type: what the type needs comes from its scaffold, what was made stays. A view keeps the
 * fields, too, although it has none of its own: the next type may want them.
 */
export function switchType(
  draft: CollectionDraft,
  scaffold: CollectionModel,
): CollectionDraft {
  const next = draftOf(scaffold);
  const own = draft.fields.filter(
    ({ system, name }) =>
      !system && !next.fields.some((field) => field.name === name),
  );
  const isView = next.type === "view";
  return {
    ...next,
    name: draft.name,
    fields: [...next.fields, ...own],
    indexes: isView
      ? []
      : [
          ...next.indexes,
          ...draft.indexes.filter((statement) => isOwn(statement, own)),
        ],
    listRule: draft.listRule,
    viewRule: draft.viewRule,
    createRule: isView ? null : draft.createRule,
    updateRule: isView ? null : draft.updateRule,
    deleteRule: isView ? null : draft.deleteRule,
  };
}

/** A draft of a new collection that is like another one. */
export function copyDraft(
  collection: CollectionModel,
  collections: readonly CollectionModel[],
  wanted: string,
): CollectionDraft {
  const name = freeName(
    wanted,
    collections.map((other) => other.name),
  );
  const draft = draftOf(collection);
  return {
    ...draft,
    id: "",
    name,
    system: false,
    created: "",
    updated: "",
    fields: draft.fields.map((field) =>
      draftField({ ...field, id: "" }, newFieldKey()),
    ),
    indexes: draft.indexes.map((statement) => {
      const moved = moveIndex(statement, name);
      const parts = readIndex(moved);
      return parts === undefined
        ? moved
        : renameIndex(moved, newIndexName(parts));
    }),
  };
}

function withDates({ fields }: CollectionDraft): CollectionDraft["fields"] {
  const created = addField(fields, "autodate");
  const updated = addField(
    changeField(created.fields, created.added.key, {
      name: "created",
      knownAs: "created",
    }),
    "autodate",
  );
  return changeField(updated.fields, updated.added.key, { onUpdate: true });
}

/** Whether an index is on fields that somebody has made. */
function isOwn(
  statement: string,
  own: readonly { readonly name: string }[],
): boolean {
  const columns = readIndex(statement)?.columns ?? [];
  return columns.every((column) => own.some(({ name }) => column === name));
}
