import { sql } from "drizzle-orm";
import type { SchemaDialect } from "../schema-dialect.ts";

/** The shape of a SQLite database. */
export const sqliteSchema: SchemaDialect = {
  findRelation: (name) =>
    sql`select name from sqlite_schema where type in ('table', 'view') and lower(name) = lower(${name}) limit 1`,

  isTableFunction: (name) => /^(json_each|json_tree|pragma_\w+)$/i.test(name),

  columnsOf: (relation) =>
    sql`select name, type from pragma_table_info(${relation}) order by cid`,

  findIndexes: (names) =>
    sql`select name, tbl_name as "table" from sqlite_schema where type = 'index' and lower(name) in (select lower(value) from json_each(${JSON.stringify(names)}))`,

  views: () =>
    sql`select name, sql from sqlite_schema where type = 'view' and sql is not null order by rowid`,

  arrayOf: (value) =>
    sql`(case
      when coalesce(${value}, '') = '' then '[]'
      when json_valid(${value}) and json_type(${value}) = 'array' then ${value}
      else json_array(${value})
    end)`,

  lastOf: (array) =>
    sql`(case
      when coalesce(${array}, '[]') = '[]' then ''
      when json_valid(${array}) and json_type(${array}) = 'array' then coalesce(json_extract(${array}, '$[#-1]'), '')
      else ${array}
    end)`,
};
