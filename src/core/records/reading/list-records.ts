import { type SQL, sql } from "drizzle-orm";
import type { Row } from "../../../engines/database/database.ts";
import type { Dialect } from "../../../engines/database/dialect.ts";
import type { Collection } from "../../collections/collection.ts";
import { Forbidden } from "../../errors.ts";
import {
  type PreparedFilter,
  prepareFilter,
} from "../../filter/prepare-filter.ts";
import type { RequestInfo } from "../../request.ts";
import { audienceOf } from "../presenting/present-records.ts";
import { presenterOf } from "../presenting/presenter.ts";
import type { RecordParts } from "../record-parts.ts";
import type { ListQuery, Page, RecordJson } from "../records.ts";
import { ruleFor } from "../rules.ts";
import { clause } from "./clause.ts";
import { listByCursor } from "./cursors/list-by-cursor.ts";
import { countRecords, type Listing, presentPage } from "./listing.ts";
import { selectFrom, withSlots } from "./select-records.ts";

const defaultPerPage = 30;
const maxPerPage = 1000;

/**
 * One page of the records that pass the list rule and the caller's filter.
 *
 * @throws {Forbidden} the rule is for superusers only, or the filter names what is
 * @throws {Invalid} the filter or sort cannot be understood, or the cursor is not one of this list
 */
export async function listRecords(
  parts: RecordParts,
  collection: Collection,
  query: ListQuery,
  request: RequestInfo,
): Promise<Page<RecordJson>> {
  const { viewer } = request;
  const rule = ruleFor(collection.listRule, viewer);
  if (viewer.kind !== "superuser") {
    refuseSuperuserPaths(query.filter);
    refuseSuperuserPaths(query.sort);
  }
  const filter = prepare(parts, collection, rule, query, request);
  const presenter = presenterOf(collection, audienceOf(viewer), query.without);
  const listing = {
    parts,
    collection,
    query,
    request,
    filter,
    presenter,
    ...rangeOf(query),
  };
  return query.cursor === undefined
    ? listPage(listing)
    : listByCursor(listing, query.cursor);
}

/** What only stored rules may name: it reaches records that the caller's rules say nothing about. */
function refuseSuperuserPaths(text: string | undefined): void {
  if (text === undefined || !text.includes("@")) return;
  for (const prefix of ["@collection.", "@request."]) {
    if (text.includes(prefix)) {
      throw new Forbidden(`Only superusers can filter by '${prefix}*'`);
    }
  }
}

function prepare(
  { collections }: RecordParts,
  collection: Collection,
  rule: string | undefined,
  { filter, sort }: ListQuery,
  request: RequestInfo,
): PreparedFilter | undefined {
  if (rule === undefined && !filter && !sort) return undefined;
  return prepareFilter(collections, {
    collection,
    request,
    ...(rule === undefined ? {} : { rule }),
    ...(filter ? { filter } : {}),
    ...(sort ? { sort } : {}),
  });
}

/** Which records of the list are asked for. A page that does not begin where a page would has the number of that which it begins in. */
function rangeOf(
  query: ListQuery,
): Pick<Listing, "page" | "perPage" | "offset"> {
  const perPage = clampPerPage(query.perPage);
  if (query.offset === undefined) {
    const page = Math.max(1, query.page ?? 1);
    return { page, perPage, offset: clampOffset((page - 1) * perPage) };
  }
  const offset = clampOffset(query.offset);
  return { page: Math.floor(offset / perPage) + 1, perPage, offset };
}

/** Databases count in whole numbers. */
function clampOffset(offset: number): number {
  return Math.min(Math.max(0, offset), Number.MAX_SAFE_INTEGER);
}

function clampPerPage(perPage = defaultPerPage): number {
  return perPage <= 0 ? defaultPerPage : Math.min(perPage, maxPerPage);
}

async function listPage(listing: Listing): Promise<Page<RecordJson>> {
  const { query, perPage, offset } = listing;
  const rows = await selectPage(listing);
  if (query.skipTotal === true) return presentPage(listing, rows, -1);
  // A page that is not full says itself how many there are.
  const isLast = rows.length < perPage && (rows.length > 0 || offset === 0);
  const total = isLast ? offset + rows.length : await countRecords(listing);
  return presentPage(listing, rows, total);
}

function selectPage({
  parts: { database, statements },
  collection,
  presenter: { key, columns },
  filter,
  perPage,
  offset,
}: Listing): Promise<Row[]> {
  const statement = statements.get(
    `list:${collection.version}:${key}:${filter?.key ?? ""}`,
    () => composePage(database.dialect, collection, columns, filter),
  );
  const range = { page_limit: perPage, page_offset: offset };
  return database.all(statement, withSlots(filter, range));
}

function composePage(
  dialect: Dialect,
  collection: Collection,
  columns: readonly string[],
  filter: PreparedFilter | undefined,
): SQL {
  const built = filter?.build(dialect);
  const select = selectFrom(dialect, collection, columns, built);
  const order = clause("order by", built?.orderBy);
  // SQLite plans a statement anew whenever a bare parameter after "limit" is bound; a sign before it prevents that.
  const limit = sql`+${sql.placeholder("page_limit")}`;
  const offset = sql`+${sql.placeholder("page_offset")}`;
  return sql`${select}${order} limit ${limit} offset ${offset}`;
}
