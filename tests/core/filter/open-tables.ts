import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SQL, sql } from "drizzle-orm";
import type { Collection } from "../../../src/core/collections/collection.ts";
import type { CollectionLookup } from "../../../src/core/collections/lookup.ts";
import type { Field } from "../../../src/core/collections/fields/field.ts";
import {
  type FilterInput,
  type PreparedFilter,
  prepareFilter,
} from "../../../src/core/filter/prepare-filter.ts";
import { guest, type RequestInfo } from "../../../src/core/request.ts";
import type {
  Database,
  SqlValue,
  Statement,
} from "../../../src/engines/database/database.ts";
import type { ColumnKind } from "../../../src/engines/database/dialect.ts";
import { openSqlite } from "../../../src/engines/database/sqlite/sqlite-database.ts";
import { lookupOf } from "./sample-collections.ts";

/** Rows by table; values as columns hold them, lists and JSON as they read. */
export type Rows = Readonly<
  Record<string, readonly Readonly<Record<string, unknown>>[]>
>;

/** Tables of collections in a file of their own, and what filters find in them. */
export interface Tables extends AsyncDisposable {
  readonly database: Database;
  readonly collections: CollectionLookup;
  prepare(name: string, input: Partial<FilterInput>): PreparedFilter;
  compile(name: string, prepared: PreparedFilter): Statement;
  /** The ids of the records that pass, in order. */
  find(name: string, input: Partial<FilterInput>): Promise<string[]>;
}

export const guestRequest: RequestInfo = {
  viewer: guest,
  context: "default",
  address: "",
  method: "GET",
  headers: {},
  query: {},
  body: {},
};

export const superuserRequest: RequestInfo = {
  ...guestRequest,
  viewer: { kind: "superuser", record: undefined },
};

export async function openTables(
  list: readonly Collection[],
  rows: Rows,
): Promise<Tables> {
  const dir = await mkdtemp(join(tmpdir(), "filter-"));
  const database = await openSqlite({ file: join(dir, "data.db") });
  const collections = lookupOf(list);
  await database.transaction(async (tx) => {
    for (const one of list) {
      await tx.run(createTable(database, one));
      for (const index of one.indexes) await tx.run(sql.raw(index));
      for (const row of rows[one.name] ?? []) {
        await tx.run(insert(database, one.name, row));
      }
    }
  });

  const prepare = (name: string, input: Partial<FilterInput>) =>
    prepareFilter(collections, {
      collection: collections.find(name)!,
      request: guestRequest,
      ...input,
    });
  const compile = (name: string, prepared: PreparedFilter) => {
    const { joins, where, orderBy, distinct } = prepared.build(
      database.dialect,
    );
    const table = database.dialect.identifier(name);
    const parts = [
      sql`select ${sql.raw(distinct ? "distinct" : "")} ${table}.* from ${table}`,
      joins,
      where && sql`where ${where}`,
      orderBy && sql`order by ${orderBy}`,
    ];
    return database.prepare(
      sql.join(
        parts.filter((part) => part !== undefined),
        sql.raw(" "),
      ),
    );
  };
  return {
    database,
    collections,
    prepare,
    compile,
    async find(name, input) {
      const prepared = prepare(name, input);
      const statement = compile(name, prepared);
      const found = await database.all<{ id: string }>(
        statement,
        prepared.values,
      );
      return found.map(({ id }) => id);
    },
    async [Symbol.asyncDispose]() {
      await database.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function createTable({ dialect }: Database, { name, fields }: Collection): SQL {
  const columns = fields.map((one) => {
    const [kind, initial] = columnKind(one);
    return sql`${dialect.identifier(one.name)} ${dialect.columnDefinition(kind, initial)}`;
  });
  return sql`create table ${dialect.identifier(name)} (${sql.join(columns, sql.raw(", "))})`;
}

function columnKind(one: Field): [ColumnKind, string?] {
  if (one.name === "id") return ["id"];
  if (one.type === "number") return ["number"];
  if (one.type === "bool") return ["boolean"];
  if (one.type === "json") return ["json", "null"];
  if (one.type === "geoPoint") return ["json", '{"lon":0,"lat":0}'];
  return "maxSelect" in one && one.maxSelect > 1 ? ["json", "[]"] : ["text"];
}

function insert(
  { dialect }: Database,
  table: string,
  row: Readonly<Record<string, unknown>>,
): SQL {
  const names = Object.keys(row).map((name) => dialect.identifier(name));
  const values = Object.values(row).map((value) => sql`${toColumn(value)}`);
  return sql`insert into ${dialect.identifier(table)} (${sql.join(names, sql.raw(", "))}) values (${sql.join(values, sql.raw(", "))})`;
}

function toColumn(value: unknown): SqlValue {
  return typeof value === "object" && value !== null
    ? JSON.stringify(value)
    : (value as SqlValue);
}
