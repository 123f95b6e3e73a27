import { type SQL, sql } from "drizzle-orm";
import type { Row, SlotValues } from "../../../engines/database/database.ts";
import type { Dialect } from "../../../engines/database/dialect.ts";
import type { Collection } from "../../collections/collection.ts";
import { Forbidden } from "../../errors.ts";
import {
  type PreparedFilter,
  prepareFilter,
} from "../../filter/prepare-filter.ts";
import type { RequestInfo } from "../../request.ts";
import { audienceOf, presentRows } from "../presenting/present-records.ts";
import { type Presenter, presenterOf } from "../presenting/presenter.ts";
import type { RecordParts } from "../record-parts.ts";
import type { ListQuery, Page, RecordJson } from "../records.ts";
import { ruleFor } from "../rules.ts";
import { clause } from "./clause.ts";
import { selectFrom, withSlots } from "./select-records.ts";

const defaultPerPage = 30;
const maxPerPage = 1000;

/**
 * One page of the records that pass the list rule and the caller's filter.
 *
 * @throws {Forbidden} the rule is for superusers only, or the filter names what is
 * @throws {Invalid} the filter or sort cannot be understood
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
  const presenter = presenterOf(collection, audienceOf(viewer));
  const page = Math.max(1, query.page ?? 1);
  const perPage = clampPerPage(query.perPage);
  const offset = Math.min((page - 1) * perPage, Number.MAX_SAFE_INTEGER);

  const rows = await selectPage(parts, collection, presenter, filter, {
    page_limit: perPage,
    page_offset: offset,
  });
  const items = await presentRows(
    parts.database,
    parts,
    collection,
    presenter,
    rows,
    query.expand,
    request,
  );
  if (query.skipTotal === true) {
    return { page, perPage, totalItems: -1, totalPages: -1, items };
  }
  // A page that is not full says itself how many there are.
  const isLast = rows.length < perPage && (rows.length > 0 || offset === 0);
  const totalItems = isLast
    ? offset + rows.length
    : await countRecords(parts, collection, filter);
  const totalPages = Math.ceil(totalItems / perPage);
  return { page, perPage, totalItems, totalPages, items };
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

function clampPerPage(perPage = defaultPerPage): number {
  return perPage <= 0 ? defaultPerPage : Math.min(perPage, maxPerPage);
}

function selectPage(
  { database, statements }: RecordParts,
  collection: Collection,
  { audience, columns }: Presenter,
  filter: PreparedFilter | undefined,
  range: SlotValues,
): Promise<Row[]> {
  const statement = statements.get(
    `list:${collection.version}:${audience}:${filter?.key ?? ""}`,
    () => composePage(database.dialect, collection, columns, filter),
  );
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

async function countRecords(
  { database, statements }: RecordParts,
  collection: Collection,
  filter: PreparedFilter | undefined,
): Promise<number> {
  const statement = statements.get(
    `count:${collection.version}:${filter?.key ?? ""}`,
    () => composeCount(database.dialect, collection, filter),
  );
  const row = await database.get(statement, filter?.values ?? {});
  return Number(row?.["total"] ?? 0);
}

function composeCount(
  dialect: Dialect,
  collection: Collection,
  filter: PreparedFilter | undefined,
): SQL {
  const built = filter?.build(dialect);
  const { name } = collection;
  const key =
    collection.type === "view"
      ? dialect.identifier(name, "id")
      : dialect.insertionOrder(name);
  const total = built?.distinct === true ? sql`distinct ${key}` : sql`*`;
  const joins = clause("", built?.joins);
  const where = clause("where", built?.where);
  return sql`select count(${total}) as total from ${dialect.identifier(name)}${joins}${where}`;
}
