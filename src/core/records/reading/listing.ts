import { type SQL, sql } from "drizzle-orm";
import type { Row } from "../../../engines/database/database.ts";
import type { Dialect } from "../../../engines/database/dialect.ts";
import type { Collection } from "../../collections/collection.ts";
import type { PreparedFilter } from "../../filter/prepare-filter.ts";
import type { RequestInfo } from "../../request.ts";
import { presentRows } from "../presenting/present-records.ts";
import type { Presenter } from "../presenting/presenter.ts";
import type { RecordParts } from "../record-parts.ts";
import type { ListQuery, Page, RecordJson } from "../records.ts";
import { clause } from "./clause.ts";

/** A list that was asked for, its rule judged and its filter prepared. */
export interface Listing {
  readonly parts: RecordParts;
  readonly collection: Collection;
  readonly query: ListQuery;
  readonly request: RequestInfo;
  readonly filter: PreparedFilter | undefined;
  readonly presenter: Presenter;
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
  /** How many records of the list come before this page. */
  readonly offset: number;
}

/** The page with these rows. */
export async function presentPage(
  { parts, collection, query, request, presenter, page, perPage }: Listing,
  rows: readonly Row[],
  totalItems: number,
): Promise<Page<RecordJson>> {
  const items = await presentRows(
    parts.database,
    parts,
    collection,
    presenter,
    rows,
    query.expand,
    request,
  );
  const totalPages = totalItems < 0 ? -1 : Math.ceil(totalItems / perPage);
  return { page, perPage, totalItems, totalPages, items };
}

/** How many records there are on all pages. */
export async function countRecords({
  parts: { database, statements },
  collection,
  filter,
}: Listing): Promise<number> {
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
