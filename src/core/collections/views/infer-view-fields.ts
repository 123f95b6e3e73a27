import type { Transaction } from "../../../engines/database/database.ts";
import type { Collection } from "../collection.ts";
import { addField } from "../field-list.ts";
import type { Field } from "../fields/field.ts";
import type { CollectionLookup } from "../lookup.ts";
import { randomLetters } from "../random-text.ts";
import { field, viewIdField } from "../system-fields.ts";
import {
  parseViewQuery,
  trimViewQuery,
  type ParsedQuery,
  type QueryColumn,
} from "./parse-view-query.ts";
import { columnsOfQuery, withTextId } from "./view-sql.ts";

/** A query that can be a view, as far as its columns go. */
export interface InferredView {
  readonly fields: readonly Field[];
  /** The query to make the view of: the user's, with its id made text where it isn't. */
  readonly query: string;
}

/**
 * Finds out which columns a query gives and which fields they are: those of a collection keep their field's options,
 * ids of a collection are relations to it, counts and casts have their type, and all else is JSON.
 *
 * @throws {UnusableQuery} it cannot be a view
 */
export async function inferViewFields(
  tx: Transaction,
  collections: CollectionLookup,
  viewQuery: string,
): Promise<InferredView> {
  const query = trimViewQuery(viewQuery);
  const parsed = parseViewQuery(query);
  const columns = await columnsOfQuery(tx, query);
  // Where the text and the database disagree, the text was not understood.
  const known = columns.length === parsed.columns.length ? parsed.columns : [];
  const fields = columns.reduce<readonly Field[]>(
    (list, { name }, i) =>
      addField(list, fieldOf(name, known[i]?.source, parsed, collections)),
    [],
  );
  return { fields, query: withTextId(query, columns) };
}

function fieldOf(
  name: string,
  column: QueryColumn | undefined,
  query: ParsedQuery,
  collections: CollectionLookup,
): Field {
  if (name === "id") return viewIdField;
  const source =
    column?.kind === "column"
      ? sourceOf(column, query, collections)
      : undefined;
  if (source !== undefined && source.field.name !== "id")
    return { ...source.field, name, id: `_clone_${randomLetters(4)}` };
  const made =
    source === undefined
      ? madeField(name, column)
      : field("relation", name, {
          collectionId: source.collection.id,
          maxSelect: 1,
        });
  return { ...made, id: "" };
}

function madeField(name: string, column: QueryColumn | undefined): Field {
  if (column?.kind === "count") return field("number", name, { onlyInt: true });
  if (column?.kind === "total") return field("number", name);
  return column?.kind === "cast"
    ? castField(name, column.type)
    : jsonField(name);
}

/** The field of a collection that a column of a query shows; the collection may be a view itself. */
export function sourceOf(
  { table, column }: { readonly table: string; readonly column: string },
  { tables, mainTable }: ParsedQuery,
  collections: CollectionLookup,
): { readonly collection: Collection; readonly field: Field } | undefined {
  const alias = table === "" ? mainTable : table;
  const name =
    alias === undefined ? undefined : tables.get(alias.toLowerCase());
  const collection = name === undefined ? undefined : collections.find(name);
  if (
    collection === undefined ||
    collection.name.toLowerCase() !== name?.toLowerCase()
  )
    return undefined;
  const found = collection.fields.find(
    (candidate) => candidate.name.toLowerCase() === column.toLowerCase(),
  );
  return found === undefined ? undefined : { collection, field: found };
}

function castField(name: string, type: string): Field {
  switch (type) {
    case "int":
    case "integer":
      return field("number", name, { onlyInt: true });
    case "real":
    case "decimal":
    case "numeric":
      return field("number", name);
    case "text":
      return field("text", name);
    case "bool":
    case "boolean":
      return field("bool", name);
    default:
      return jsonField(name);
  }
}

/** What a view gives is not written, so no size bounds it. */
function jsonField(name: string): Field {
  return field("json", name, { maxSize: 1 });
}
