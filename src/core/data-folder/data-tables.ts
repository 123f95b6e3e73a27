import { sql } from "drizzle-orm";
import { index, sqliteTable } from "drizzle-orm/sqlite-core";
import {
  boolean,
  integer,
  json,
  text,
  uniqueText,
  varchar255,
} from "./column-types.ts";
import { now, randomId } from "./column-defaults.ts";

/** Which migrations have run: a file's name and the microseconds since 1970 at which it ran. */
export const migrations = sqliteTable("_migrations", {
  file: varchar255().primaryKey().notNull(),
  applied: integer().notNull(),
});

/** The server's own values, by key; `settings` is one. */
export const params = sqliteTable("_params", {
  id: text().primaryKey().default(randomId).notNull(),
  value: json().default(sql`NULL`),
  created: text().default(now).notNull(),
  updated: text().default(now).notNull(),
});

/** The definitions of all collections. */
export const collections = sqliteTable(
  "_collections",
  {
    id: text().primaryKey().default(randomId).notNull(),
    system: boolean()
      .default(sql`FALSE`)
      .notNull(),
    type: text().default("base").notNull(),
    name: uniqueText().notNull(),
    fields: json().default("[]").notNull(),
    indexes: json().default("[]").notNull(),
    listRule: text().default(sql`NULL`),
    viewRule: text().default(sql`NULL`),
    createRule: text().default(sql`NULL`),
    updateRule: text().default(sql`NULL`),
    deleteRule: text().default(sql`NULL`),
    options: json().default("{}").notNull(),
    created: text().default(now).notNull(),
    updated: text().default(now).notNull(),
  },
  (table) => [index("idx__collections_type").on(table.type)],
);
