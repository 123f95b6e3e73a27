import { sql, type SQL } from "drizzle-orm";
import type { Database } from "../../engines/database/database.ts";
import type { Dialect } from "../../engines/database/dialect.ts";
import {
  prepareTableFilter,
  type TableColumn,
} from "../filter/prepare-table-filter.ts";
import type { Page } from "../records/records.ts";
import type { Collections } from "./collections.ts";

/** What collections may be found and sorted by. */
function columnsFor(dialect: Dialect): ReadonlyMap<string, TableColumn> {
  const known = columnsOf.get(dialect);
  if (known !== undefined) return known;
  const columns = new Map<string, TableColumn>(
    ["id", "name", "type", "created", "updated"].map((name) => [
      name,
      { sql: dialect.identifier("_collections", name), isText: true },
    ]),
  );
  columns.set("system", { sql: dialect.identifier("_collections", "system") });
  columns.set("@rowid", { sql: dialect.insertionOrder("_collections") });
  columnsOf.set(dialect, columns);
  return columns;
}

const columnsOf = new WeakMap<Dialect, ReadonlyMap<string, TableColumn>>();
const maxPerPage = 1000;
const defaultPerPage = 30;

/** One page of the ids of collections, in the wanted order; by default in order of creation. @throws {Invalid} the filter or sort cannot be understood */
export async function listCollectionIds(
  database: Database,
  query: Parameters<Collections["list"]>[0],
): Promise<Page<string>> {
  const page = Math.max(1, query.page ?? 1);
  const wanted = query.perPage ?? 0;
  const perPage = Math.min(wanted < 1 ? defaultPerPage : wanted, maxPerPage);
  const prepared = prepareTableFilter(columnsFor(database.dialect), query);
  const { where, orderBy } = prepared.build(database.dialect);
  const filter = where === undefined ? sql`` : sql`where ${where}`;
  const order: SQL = orderBy ?? database.dialect.insertionOrder("_collections");
  const total =
    query.skipTotal === true
      ? -1
      : ((
          await database.get<{ total: number }>(
            sql`select count(*) as total from _collections ${filter}`,
            prepared.values,
          )
        )?.total ?? 0);
  const rows = await database.all<{ id: string }>(
    sql`select id from _collections ${filter} order by ${order} limit ${perPage} offset ${perPage * (page - 1)}`,
    prepared.values,
  );
  return {
    items: rows.map(({ id }) => id),
    page,
    perPage,
    totalItems: total,
    totalPages: total < 0 ? -1 : Math.ceil(total / perPage),
  };
}
