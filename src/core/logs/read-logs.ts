import { sql, type SQL } from "drizzle-orm";
import type { Database, Row } from "../../engines/database/database.ts";
import type { Dialect } from "../../engines/database/dialect.ts";
import { readDateTime } from "../collections/fields/date-time.ts";
import { NotFound } from "../errors.ts";
import {
  prepareTableFilter,
  type TableColumn,
} from "../filter/prepare-table-filter.ts";
import { isObject, type JsonObject } from "../json.ts";
import type { ListQuery, Page } from "../records/records.ts";
import { hourOf } from "./created-hour.ts";
import type { LogCount } from "./logs.ts";

const maxPerPage = 1000;
const defaultPerPage = 30;

/** One page of entries; by default in the order in which they were written. @throws {Invalid} the filter or sort cannot be understood */
export async function listLogs(
  database: Database,
  query: ListQuery,
): Promise<Page<JsonObject>> {
  const { dialect } = database;
  const page = Math.max(1, query.page ?? 1);
  const wanted = query.perPage ?? 0;
  const perPage = Math.min(wanted < 1 ? defaultPerPage : wanted, maxPerPage);
  const prepared = prepareTableFilter(columnsFor(dialect), query);
  const { where, orderBy } = prepared.build(dialect);
  const filter = where === undefined ? sql`` : sql`where ${where}`;
  const order: SQL = orderBy ?? dialect.insertionOrder("_logs");
  const total =
    query.skipTotal === true
      ? -1
      : ((
          await database.get<{ total: number }>(
            sql`select count(*) as total from _logs ${filter}`,
            prepared.values,
          )
        )?.total ?? 0);
  const rows = await database.all(
    sql`select id, created, data, message, level from _logs ${filter} order by ${order} limit ${perPage} offset ${perPage * (page - 1)}`,
    prepared.values,
  );
  return {
    items: rows.map(present),
    page,
    perPage,
    totalItems: total,
    totalPages: total < 0 ? -1 : Math.ceil(total / perPage),
  };
}

/** @throws {NotFound} */
export async function viewLog(
  database: Database,
  id: string,
): Promise<JsonObject> {
  const row = await database.get(
    sql`select id, created, data, message, level from _logs where id = ${id}`,
  );
  if (row === undefined) throw new NotFound();
  return present(row);
}

/** How many entries each hour has, the first hour first. @throws {Invalid} the filter cannot be understood */
export async function countLogs(
  database: Database,
  filter: string | undefined,
): Promise<readonly LogCount[]> {
  const { dialect } = database;
  const prepared = prepareTableFilter(columnsFor(dialect), { filter });
  const { where } = prepared.build(dialect);
  const hour = hourOf(dialect, dialect.identifier("created"));
  const rows = await database.all(
    sql`select count(*) as total, ${hour} as date from _logs ${where === undefined ? sql`` : sql`where ${where}`} group by date order by date`,
    prepared.values,
  );
  return rows.map((row) => ({
    date: readDateTime(row["date"]),
    total: Number(row["total"]),
  }));
}

function present(row: Row): JsonObject {
  return {
    id: String(row["id"]),
    created: readDateTime(row["created"]),
    data: readData(row["data"]),
    message: String(row["message"] ?? ""),
    level: Number(row["level"] ?? 0),
  };
}

/** What another program has put there need not be an object. */
function readData(column: unknown): JsonObject {
  if (typeof column !== "string") return {};
  try {
    const data: unknown = JSON.parse(column);
    return isObject(data) ? (data as JsonObject) : {};
  } catch {
    return {};
  }
}

/** What entries may be found and sorted by. */
function columnsFor(dialect: Dialect): ReadonlyMap<string, TableColumn> {
  const known = columnsOf.get(dialect);
  if (known !== undefined) return known;
  const column = (name: string) => dialect.identifier("_logs", name);
  const columns = new Map<string, TableColumn>([
    ["id", { sql: column("id"), isText: true }],
    ["created", { sql: column("created"), isText: true }],
    ["level", { sql: column("level") }],
    ["message", { sql: column("message"), isText: true }],
    ["data", { sql: column("data"), isJson: true }],
    ["@rowid", { sql: dialect.insertionOrder("_logs") }],
  ]);
  columnsOf.set(dialect, columns);
  return columns;
}

const columnsOf = new WeakMap<Dialect, ReadonlyMap<string, TableColumn>>();
