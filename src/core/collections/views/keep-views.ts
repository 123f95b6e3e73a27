import type { Transaction } from "../../../engines/database/database.ts";
import type { ViewCollection } from "../collection.ts";
import {
  parseAllColumns,
  trimViewQuery,
  UnusableQuery,
} from "./parse-view-query.ts";
import { columnsOfQuery, createView, quote, withTextId } from "./view-sql.ts";

/**
 * Runs work that renames tables or columns, and lets the views follow: each goes on giving the same columns.
 * The database rewrites the names in a view's statement, so the new query is read from there.
 *
 * @returns the new query of each view that had to follow, by the view's id; the others are as they were
 */
export async function keepViews(
  tx: Transaction,
  views: readonly ViewCollection[],
  work: () => Promise<void>,
): Promise<ReadonlyMap<string, string>> {
  const named = new Map<ViewCollection, string>();
  for (const view of views) {
    const query = await nameColumns(tx, view);
    if (query !== undefined) named.set(view, query);
  }
  const before = await statementsOf(tx);
  await work();
  const after = await statementsOf(tx);
  const followed = new Map<string, string>();
  for (const [view, query] of named) {
    const now = partNow(before.get(view.name), after.get(view.name), query);
    if (now === undefined) continue;
    if (now === query) await makeView(tx, view, trimViewQuery(view.viewQuery));
    else followed.set(view.id, withoutSameNames(now));
  }
  return followed;
}

/**
 * Makes the view anew with every column's name spelled out, so that none changes with the column that it reads.
 * Undefined if the query isn't understood; the view stays as it is then.
 */
async function nameColumns(
  tx: Transaction,
  view: ViewCollection,
): Promise<string | undefined> {
  try {
    const query = withAllNames(trimViewQuery(view.viewQuery));
    await makeView(tx, view, query);
    return query;
  } catch (error) {
    // A view that is broken already cannot be broken by what follows.
    if (error instanceof UnusableQuery) return undefined;
    throw error;
  }
}

function withAllNames(query: string): string {
  let result = query;
  for (const { source, end, aliasEnd } of parseAllColumns(query).toReversed()) {
    if (source.kind === "column" && end === aliasEnd)
      result = `${result.slice(0, end)} as ${quote(source.column)}${result.slice(end)}`;
  }
  return result;
}

/** Takes out the names that say no more than the columns themselves. */
function withoutSameNames(query: string): string {
  let result = query;
  for (const { source, end, aliasEnd } of parseAllColumns(query).toReversed()) {
    if (
      source.kind === "column" &&
      query.slice(end, aliasEnd) === ` as ${quote(source.column)}`
    )
      result = result.slice(0, end) + result.slice(aliasEnd);
  }
  return result;
}

async function makeView(
  tx: Transaction,
  { name }: ViewCollection,
  query: string,
): Promise<void> {
  await createView(
    tx,
    name,
    withTextId(query, await columnsOfQuery(tx, query)),
  );
}

async function statementsOf(
  tx: Transaction,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all<{ name: string; sql: string }>(
    tx.dialect.schema.views(),
  );
  return new Map(rows.map((row) => [row.name, row.sql]));
}

/** What stands now where `part` stood. */
function partNow(
  before: string | undefined,
  after: string | undefined,
  part: string,
): string | undefined {
  const start = before?.indexOf(part) ?? -1;
  if (before === undefined || after === undefined || start === -1)
    return undefined;
  const head = before.slice(0, start);
  const tail = before.slice(start + part.length);
  return after.startsWith(head) && after.endsWith(tail)
    ? after.slice(start, after.length - tail.length)
    : undefined;
}
