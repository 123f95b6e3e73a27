import type { Collection, ViewCollection } from "../collection.ts";
import type { Field } from "../fields/field.ts";
import type { CollectionLookup } from "../lookup.ts";
import { scanSql } from "../sql-tokens.ts";
import { sourceOf } from "./infer-view-fields.ts";
import {
  parseViewQuery,
  type SelectedColumn,
  trimViewQuery,
  UnusableQuery,
} from "./parse-view-query.ts";

/** A field of a collection that is no view. */
export interface ColumnSource {
  readonly collection: Collection;
  readonly field: Field;
}

/** How many views may stand on each other. */
const mostViews = 5;

/**
 * The field that a view's field shows, through other views if need be; undefined where it shows none as it is.
 *
 * @param name of the view's field
 */
export function sourceOfViewField(
  collections: CollectionLookup,
  view: ViewCollection,
  name: string,
): ColumnSource | undefined {
  let current: ViewCollection = view;
  let wanted = name;
  for (let depth = 0; depth < mostViews; depth++) {
    const source = sourceIn(collections, current, wanted);
    if (source?.collection.type !== "view") return source;
    current = source.collection;
    wanted = source.field.name;
  }
  return undefined;
}

function sourceIn(
  collections: CollectionLookup,
  { viewQuery }: ViewCollection,
  name: string,
): ColumnSource | undefined {
  try {
    const query = trimViewQuery(viewQuery);
    const parsed = parseViewQuery(query);
    const column = parsed.columns.find(
      (candidate) => nameOf(query, candidate) === name,
    );
    return column?.source.kind === "column"
      ? sourceOf(column.source, parsed, collections)
      : undefined;
  } catch (error) {
    // A query that was stored before is not understood any more.
    if (error instanceof UnusableQuery) return undefined;
    throw error;
  }
}

/** What the query calls a column. */
function nameOf(
  query: string,
  { source, end, aliasEnd }: SelectedColumn,
): string | undefined {
  const alias = scanSql(query.slice(end, aliasEnd))?.at(-1)?.text;
  return alias ?? (source.kind === "column" ? source.column : undefined);
}
